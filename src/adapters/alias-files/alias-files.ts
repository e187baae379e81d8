import type { NumberedRow } from '../../application/ports/alias-rows.js';
import type { AliasRecord } from '../../application/ports/alias-store.js';
import { isoTime } from '../../domain/iso-time.js';
import { formatCsvRecord } from './format-csv-record.js';
import { type AliasFileFormat, COLUMNS, SPREADSHEET_COLUMNS } from './formats.js';
import { readCsv } from './read-csv.js';
import { readJsonLines } from './read-json-lines.js';
import { readLines } from './read-lines.js';
import { markForSpreadsheet } from './spreadsheet-text.js';

/** RFC 4180 2. */
const CSV_LINE_END = '\r\n';

/**
 * The rows of a file in UTF-8, as they come.
 *
 * @throws UnreadableFile, where it is not of this format at all.
 */
export function readAliasFile(format: AliasFileFormat, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<NumberedRow> {
  return { csv: readCsv, jsonl: readJsonLines }[format](readLines(chunks));
}

/**
 * The text of a file of these records, a piece for each page. What others wrote into the tables is written as it stands, but in CSV for a
 * spreadsheet: there no address begins like a formula, and the columns are named so that `readAliasFile` knows.
 */
export async function* writeAliasFile(
  format: AliasFileFormat,
  pages: AsyncIterable<readonly AliasRecord[]>,
  { forSpreadsheet = false } = {},
): AsyncGenerator<string, void, undefined> {
  const mark = forSpreadsheet ? markForSpreadsheet : (text: string) => text;
  if (format === 'csv') yield toCsv([forSpreadsheet ? SPREADSHEET_COLUMNS : COLUMNS]);
  for await (const page of pages) {
    const rows = page.map(toFields);
    yield format === 'csv'
      ? toCsv(rows.map((row) => COLUMNS.map((name) => mark(String(row[name])))))
      : rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  }
}

function toCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => formatCsvRecord(row) + CSV_LINE_END).join('');
}

/** As the HTTP API lists an alias. */
function toFields({ address, goto, active, createdAt, modifiedAt }: AliasRecord) {
  return { address, goto, active: active ? 1 : 0, created: isoTime(createdAt, ''), modified: isoTime(modifiedAt, '') };
}
