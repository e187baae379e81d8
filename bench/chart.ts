/** A line of a chart, through the points that it has. */
export interface Series {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
  /** Of the same colour as the line before it, and dashed. */
  readonly isDashed?: boolean;
}

export interface Chart {
  readonly title: string;
  /** Drawn by its logarithm. */
  readonly x: { readonly label: string; readonly ticks: readonly number[] };
  readonly y: { readonly label: string; readonly isLogarithmic: boolean };
  readonly series: readonly Series[];
}

const WIDTH = 760;
const HEIGHT = 400;
const EDGE = { left: 64, right: 170, top: 44, bottom: 52 } as const;
const COLOURS = ['#7f7f7f', '#0f8b5f', '#c2410c', '#2563eb', '#9333ea'];
const LEGEND_LINE = 20;

/** A line chart as SVG, which is legible on white and on black. */
export function drawChart({ title, x, y, series }: Chart): string {
  const all = series.flatMap(({ points }) => points);
  const toX = scale(x.ticks.map(Math.log), [EDGE.left, WIDTH - EDGE.right]);
  const ticks = ticksOf(
    all.map(([, value]) => value),
    y.isLogarithmic,
  );
  const onY = (value: number) => (y.isLogarithmic ? Math.log(value) : value);
  const toY = scale(ticks.map(onY), [HEIGHT - EDGE.bottom, EDGE.top]);
  const place = ([atX, atY]: readonly [number, number]) => `${round(toX(Math.log(atX)))},${round(toY(onY(atY)))}`;
  const right = WIDTH - EDGE.right;
  let colour = -1;
  const lines = series.map(({ name, points, isDashed = false }, at) => {
    if (!isDashed) colour++;
    const style = `stroke="${COLOURS[colour % COLOURS.length] ?? ''}"${isDashed ? ' stroke-dasharray="5 4"' : ''}`;
    const top = EDGE.top + at * LEGEND_LINE;
    return [
      `<polyline fill="none" stroke-width="2" ${style} points="${points.map(place).join(' ')}"/>`,
      `<line x1="${right + 16}" x2="${right + 40}" y1="${top}" y2="${top}" stroke-width="2" ${style}/>`,
      `<text x="${right + 46}" y="${top + 4}">${name}</text>`,
    ].join('\n');
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}">
<style>
  text { font: 12px system-ui, sans-serif; fill: #333 } .grid { stroke: #8884 } .title { font-size: 14px; font-weight: 600 }
  @media (prefers-color-scheme: dark) { text { fill: #ddd } }
</style>
<text class="title" x="${EDGE.left}" y="22">${title}</text>
${ticks.map((tick) => gridLine(tick, toY(onY(tick)), right)).join('\n')}
${x.ticks.map((tick) => `<text text-anchor="middle" x="${round(toX(Math.log(tick)))}" y="${HEIGHT - EDGE.bottom + 18}">${amount(tick)}</text>`).join('\n')}
<text text-anchor="middle" x="${(EDGE.left + right) / 2}" y="${HEIGHT - 12}">${x.label}</text>
<text text-anchor="middle" transform="translate(16 ${(EDGE.top + HEIGHT - EDGE.bottom) / 2}) rotate(-90)">${y.label}</text>
${lines.join('\n')}
</svg>
`;
}

function gridLine(tick: number, at: number, right: number): string {
  return (
    `<line class="grid" x1="${EDGE.left}" x2="${right}" y1="${round(at)}" y2="${round(at)}"/>` +
    `<text text-anchor="end" x="${EDGE.left - 8}" y="${round(at + 4)}">${amount(tick)}</text>`
  );
}

function scale(values: readonly number[], [from, to]: readonly [number, number]): (value: number) => number {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return (value) => from + ((value - least) / (most - least || 1)) * (to - from);
}

/** Round numbers around all of the values: powers of ten with their halves in between, or some equal steps from 0. */
function ticksOf(values: readonly number[], isLogarithmic: boolean): number[] {
  const most = Math.max(...values);
  if (!isLogarithmic) {
    const step = [1, 2, 5, 10]
      .map((each) => each * 10 ** Math.floor(Math.log10(most / 4)))
      .find((each) => each * 5 >= most);
    return Array.from({ length: Math.ceil(most / (step ?? most)) + 1 }, (_, at) =>
      Number((at * (step ?? most)).toPrecision(3)),
    );
  }
  const ticks: number[] = [];
  for (
    let power = Math.floor(Math.log10(Math.min(...values)));
    ticks.length === 0 || (ticks.at(-1) ?? 0) < most;
    power++
  )
    ticks.push(...[1, 2, 5].map((each) => Number((each * 10 ** power).toPrecision(1))));
  const last = ticks.findIndex((tick) => tick >= most);
  const first = ticks.findLastIndex((tick) => tick <= Math.min(...values));
  return ticks.slice(first, last + 1);
}

function amount(value: number): string {
  if (value >= 1_000_000) return `${value / 1_000_000} M`;
  return value >= 10_000 ? `${value / 1_000} k` : String(value);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
