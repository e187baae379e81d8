import { formatCsvRecord } from './csv-record.js';
import { COLUMNS } from './formats.js';
import { readCsv } from './read-csv.js';
import { readJsonLines } from './read-json-lines.js';
import { readLines } from './read-lines.js';
/** RFC 4180 2. */
const CSV_LINE_END = '\r\n';
/**
 * The rows of a file in UTF-8, as they come.
 *
 * @throws UnreadableFile, where it is not of this format at all.
 */
export function readAliasFile(format, chunks) {
    return { csv: readCsv, jsonl: readJsonLines }[format](readLines(chunks));
}
/** The text of a file of these records, a piece for each page. What others wrote into the tables is written as it stands. */
export async function* writeAliasFile(format, pages) {
    if (format === 'csv')
        yield toCsv([COLUMNS]);
    for await (const page of pages) {
        const rows = page.map(toFields);
        yield format === 'csv'
            ? toCsv(rows.map((row) => COLUMNS.map((name) => String(row[name]))))
            : rows.map((row) => `${JSON.stringify(row)}\n`).join('');
    }
}
function toCsv(rows) {
    return rows.map((row) => formatCsvRecord(row) + CSV_LINE_END).join('');
}
/** As the HTTP API lists an alias. */
function toFields({ address, goto, active, createdAt, modifiedAt }) {
    return { address, goto, active: active ? 1 : 0, created: isoTime(createdAt), modified: isoTime(modifiedAt) };
}
/** ISO 8601 in UTC; empty for a time that a row has in no form that can be read. */
function isoTime(time) {
    return Number.isNaN(time.getTime()) ? '' : time.toISOString();
}
