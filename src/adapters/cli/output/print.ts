/** A row of a table for people, or an object of a JSON answer. Column names are snake_case, as in the HTTP API. */
export type Row = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

export interface OutputOptions {
  readonly json?: boolean;
}

const COLUMN_GAP = '  ';

/** One thing: a JSON object, or a line for each of its fields. */
export function printOne(row: Row, { json }: OutputOptions): void {
  if (json) writeJson(row);
  else writeLines(alignColumns(Object.entries(row).map(([name, value]) => [name, cell(value)])));
}

/** Many things: a JSON array, or a table. */
export function printMany(columns: readonly string[], rows: readonly Row[], { json }: OutputOptions): void {
  if (json) writeJson(rows);
  else writeLines(alignColumns([[...columns], ...rows.map((row) => columns.map((name) => cell(row[name])))]));
}

/** Text as it is, for a program that goes on if it cannot be shown. */
export function printText(text: string): void {
  try {
    process.stdout.write(text);
  } catch {
    // Of a file, Node.js 22 throws what it emits of a pipe.
  }
}

export function printLine(text: string): void {
  writeLines([text]);
}

export function printError(message: string): void {
  process.stderr.write(`postern: ${message}\n`);
}

export function printRefusedRow(number: number, reason: string): void {
  process.stderr.write(`row ${number}: ${reason}\n`);
}

function writeJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

function writeLines(lines: readonly string[]): void {
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
}

/** Rows may hold what others wrote; control characters would steer the terminal. */
function cell(value: Row[string]): string {
  return String(value ?? '').replace(/\p{Cc}/gu, '?');
}

function alignColumns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((text, column) => text.padEnd(widths[column] ?? 0))
      .join(COLUMN_GAP)
      .trimEnd(),
  );
}
