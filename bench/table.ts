import type { Figure } from './figures.js';
import { type Row, verdictOf } from './row.js';

const HEAD = ['', 'ours', 'reference', 'ratio', 'target', ''] as const;

/** Rows as lines of text, in columns. Behind each median stand the least and the most. */
export function renderTable(rows: readonly Row[]): string {
  return renderColumns([HEAD, ...rows.map(cellsOf)], rows);
}

/** Rows of a comparison of two revisions: the same, with what each makes of the bare handler's figure. */
export function renderComparison(rows: readonly Row[], other: string): string {
  const head = ['', 'this', other, `this / ${other}`, 'target', '', 'this / bare', `${other} / bare`];
  return renderColumns([head, ...rows.map(comparisonCells)], rows);
}

function renderColumns(cells: readonly (readonly string[])[], rows: readonly Row[]): string {
  const [head = []] = cells;
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const lines = cells.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  const notes = rows.flatMap(({ name, note }) => (note === undefined ? [] : [`${name}: ${note}`]));
  return [lines[0], rule, ...lines.slice(1), '', ...notes].map((line) => line?.trimEnd()).join('\n');
}

function cellsOf(row: Row): readonly string[] {
  const { reference, ratio } = row;
  return [
    row.name,
    oursOf(row),
    reference ? `${spread(reference.figure)} ${reference.name}` : '',
    ratio ? spread(ratio) : '',
    ...verdictCells(row),
  ];
}

function comparisonCells(row: Row): readonly string[] {
  const { reference, ratio, ofBare, unit } = row;
  return [
    row.name,
    oursOf(row),
    reference ? `${spread(reference.figure)} ${unit}` : '',
    ratio ? spread(ratio) : '',
    ...verdictCells(row),
    ofBare ? spread(ofBare.ours) : '',
    ofBare ? spread(ofBare.reference) : '',
  ];
}

function oursOf({ ours, unit }: Row): string {
  return Number.isNaN(ours) ? '' : `${spread(ours)} ${unit}`;
}

function verdictCells(row: Row): readonly [target: string, verdict: string] {
  const { target } = row;
  const bound = target ? ('atLeast' in target ? `≥ ${target.atLeast}` : `≤ ${target.atMost}`) : '';
  return [bound, verdictOf(row)];
}

function spread(value: Figure | number): string {
  if (typeof value === 'number') return short(value);
  return `${short(value.median)} (${short(value.least)}–${short(value.most)})`;
}

/** Three digits that say something. */
function short(value: number): string {
  if (!Number.isFinite(value)) return '?';
  if (value !== 0 && Math.abs(value) < 0.01) return value.toPrecision(1);
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en');
  return String(Number(value.toPrecision(3)));
}
