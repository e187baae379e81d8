import type { BackendName } from './database.js';

/** One figure, with the least and the most that it was. */
export interface Point {
  readonly x: number;
  readonly y: number;
  readonly least: number;
  readonly most: number;
}

/** What a line is of; it has one colour in all charts. */
export type Line = 'bare handler' | BackendName;

export interface Series {
  readonly name: Line;
  readonly points: readonly Point[];
}

type Scale = 'log' | 'linear';

export interface Chart {
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly xScale: Scale;
  readonly yScale: Scale;
  /** Beside each other, all on the same axes. */
  readonly panels: readonly { readonly title: string; readonly series: readonly Series[] }[];
}

const PANEL = { width: 400, height: 300 } as const;
const MARGIN = { top: 92, right: 24, bottom: 56, left: 66 } as const;
const LEGEND_STEP = 130;
/** As far apart for those who see fewer colours (Okabe and Ito); then on a dark ground. */
const COLOURS: Readonly<Record<Line, readonly [light: string, dark: string]>> = {
  'bare handler': ['#8a8f98', '#9aa0a8'],
  SQLite: ['#0072b2', '#56b4e9'],
  MariaDB: ['#d55e00', '#e69f00'],
  PostgreSQL: ['#009e73', '#2fc79a'],
};

/** An SVG with a ground of its own, so that it is legible wherever it stands; dark where the reader's system is. */
export function drawChart(chart: Chart): string {
  const width = chart.panels.length * (PANEL.width + MARGIN.left + MARGIN.right);
  const height = PANEL.height + MARGIN.top + MARGIN.bottom;
  const points = chart.panels.flatMap(({ series }) => series.flatMap((each) => each.points));
  const x = axis(
    chart.xScale,
    points.map((point) => point.x),
    PANEL.width,
  );
  const y = axis(
    chart.yScale,
    points.flatMap(({ least, most }) => [least, most]),
    PANEL.height,
  );
  const names = chart.panels[0]?.series.map(({ name }) => name) ?? [];
  const panels = chart.panels.map(({ title, series }, index) => {
    const left = MARGIN.left + index * (PANEL.width + MARGIN.left + MARGIN.right);
    return `<g transform="translate(${left} ${MARGIN.top})">${[frame(chart, title, x, y), ...series.map((each) => line(each, x, y))].join('\n')}</g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escape(chart.title)}">
<style>${style()}</style>
<rect class="ground" width="${width}" height="${height}" rx="6"/>
<text class="title" x="${MARGIN.left}" y="30">${escape(chart.title)}</text>
${names.map(legend).join('\n')}
${panels.join('\n')}
</svg>
`;
}

interface Axis {
  readonly ticks: readonly number[];
  /** From the beginning of the axis, in pixels. */
  at(value: number): number;
}

function axis(scale: Scale, values: readonly number[], pixels: number): Axis {
  const ticks = scale === 'log' ? logTicks(values) : linearTicks(values);
  const project = scale === 'log' ? Math.log : (value: number) => value;
  const [from, to] = [project(ticks[0] ?? 0), project(ticks.at(-1) ?? 1)];
  return { ticks, at: (value) => ((project(value) - from) / (to - from)) * pixels };
}

/** Powers of ten; of two where the values are few of those. */
function logTicks(values: readonly number[]): number[] {
  const powersOf = (base: number) => {
    const log = (value: number) => Math.log(value) / Math.log(base);
    const first = Math.floor(log(Math.min(...values)) + 1e-9);
    const last = Math.ceil(log(Math.max(...values)) - 1e-9);
    return Array.from({ length: last - first + 1 }, (_, index) => Number((base ** (first + index)).toPrecision(12)));
  };
  const twos = values.every((value) => Number.isInteger(Math.log2(value)));
  return powersOf(twos ? 2 : 10);
}

/** From nought, in at most six steps of 1, 2 or 5 times a power of ten. */
function linearTicks(values: readonly number[]): number[] {
  const most = Math.max(...values);
  const rough = most / 6;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((times) => times * power).find((each) => each >= rough) ?? power;
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}

function frame(chart: Chart, title: string, x: Axis, y: Axis): string {
  const { width, height } = PANEL;
  return [
    `<text class="panel" x="0" y="-12">${escape(title)}</text>`,
    ...y.ticks.map((tick) => {
      const at = round(height - y.at(tick));
      return `<path class="grid" d="M0 ${at}H${width}"/><text class="tick" x="-8" y="${at + 4}" text-anchor="end">${short(tick)}</text>`;
    }),
    ...x.ticks.map((tick) => {
      const at = round(x.at(tick));
      return `<path class="grid" d="M${at} ${height}v5"/><text class="tick" x="${at}" y="${height + 20}" text-anchor="middle">${short(tick)}</text>`;
    }),
    `<text class="label" x="${width / 2}" y="${height + 42}" text-anchor="middle">${escape(chart.xLabel)}</text>`,
    `<text class="label" transform="translate(-46 ${height / 2}) rotate(-90)" text-anchor="middle">${escape(chart.yLabel)}</text>`,
  ].join('\n');
}

function line({ name, points }: Series, x: Axis, y: Axis): string {
  const [across, up] = [(point: Point) => round(x.at(point.x)), (value: number) => round(PANEL.height - y.at(value))];
  const path = points.map((point, index) => `${index === 0 ? 'M' : 'L'}${across(point)} ${up(point.y)}`).join('');
  const spreads = points.map((point) => `M${across(point)} ${up(point.least)}V${up(point.most)}`).join('');
  const dots = points.map((point) => `<circle cx="${across(point)}" cy="${up(point.y)}" r="3"/>`).join('');
  return `<g class="${classOf(name)}"><path class="spread" d="${spreads}"/><path class="line" d="${path}"/>${dots}</g>`;
}

function legend(name: Line, number: number): string {
  const left = MARGIN.left + number * LEGEND_STEP;
  return `<g class="${classOf(name)}"><path class="line" d="M${left} 50h22"/><circle cx="${left + 11}" cy="50" r="3"/></g><text class="label" x="${left + 28}" y="54">${escape(name)}</text>`;
}

function style(): string {
  const theme = (ground: string, text: string, soft: string, grid: string, which: 0 | 1) => {
    const lines = Object.entries(COLOURS).map(([name, colours]) => {
      const colour = colours[which];
      return `.${classOf(name as Line)}{stroke:${colour};fill:${colour}}`;
    });
    return `.ground{fill:${ground}}text{fill:${text}}.tick,.label{fill:${soft}}.grid{stroke:${grid}}${lines.join('')}`;
  };
  return [
    'text{font-family:system-ui,sans-serif;font-size:12px}.title{font-size:16px;font-weight:600}.panel{font-size:13px;font-weight:600}',
    theme('#ffffff', '#1f2328', '#59636e', '#dde1e6', 0),
    `@media (prefers-color-scheme:dark){${theme('#0d1117', '#e6edf3', '#9198a1', '#2b323b', 1)}}`,
    '.line,.spread,.grid{fill:none}.line{stroke-width:2}.spread{stroke-width:1;opacity:.55}circle{stroke:none}',
  ].join('');
}

/** 10k, 1M: what a tick has room for. */
function short(value: number): string {
  if (value >= 1_000_000) return `${value / 1_000_000}M`;
  return value >= 1_000 ? `${value / 1_000}k` : String(value);
}

function classOf(name: Line): string {
  return `of-${name.toLowerCase().replaceAll(' ', '-')}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
