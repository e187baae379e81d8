const COLUMN_GAP = '  ';
/** One thing: a JSON object, or a line for each of its fields. */
export function printOne(row, { json }) {
    if (json)
        writeJson(row);
    else
        writeLines(alignColumns(Object.entries(row).map(([name, value]) => [name, cell(value)])));
}
/** Many things: a JSON array, or a table. */
export function printMany(columns, rows, { json }) {
    if (json)
        writeJson(rows);
    else
        writeLines(alignColumns([[...columns], ...rows.map((row) => columns.map((name) => cell(row[name])))]));
}
export function printLine(text) {
    writeLines([text]);
}
export function printError(message) {
    process.stderr.write(`postern: ${message}\n`);
}
export function printRefusedRow(number, reason) {
    process.stderr.write(`row ${number}: ${reason}\n`);
}
/** ISO 8601 in UTC; empty for a time that a row has in no form that can be read. */
export function isoTime(time) {
    return Number.isNaN(time.getTime()) ? '' : time.toISOString();
}
function writeJson(value) {
    process.stdout.write(`${JSON.stringify(value)}\n`);
}
function writeLines(lines) {
    process.stdout.write(lines.map((line) => `${line}\n`).join(''));
}
/** Rows may hold what others wrote; control characters would steer the terminal. */
function cell(value) {
    return String(value ?? '').replace(/\p{Cc}/gu, '?');
}
function alignColumns(rows) {
    const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
    return rows.map((row) => row
        .map((text, column) => text.padEnd(widths[column] ?? 0))
        .join(COLUMN_GAP)
        .trimEnd());
}
