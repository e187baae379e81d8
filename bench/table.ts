import type { Figure } from './figures.js';
import { type Row, verdictOf } from './row.js';

const HEAD = ['', 'ours', 'reference', 'ratio', 'target', ''] as const;

/** Rows as lines of text, in columns. Behind each median stand the least and the most. */
export function renderTable(rows: readonly Row[]): string {
  const cells = [HEAD, ...rows.map(cellsOf)];
  const widths = HEAD.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const lines = cells.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  const notes = rows.flatMap(({ name, note }) => (note === undefined ? [] : [`${name}: ${note}`]));
  return [lines[0], rule, ...lines.slice(1), '', ...notes].map((line) => line?.trimEnd()).join('\n');
}

function cellsOf(row: Row): readonly string[] {
  const { target, reference, ratio, unit } = row;
  return [
    row.name,
    Number.isNaN(row.ours) ? '' : `${spread(row.ours)} ${unit}`,
    reference ? `${spread(reference.figure)} ${reference.name}` : '',
    ratio ? spread(ratio) : '',
    target ? ('atLeast' in target ? `≥ ${target.atLeast}` : `≤ ${target.atMost}`) : '',
    verdictOf(row),
  ];
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
