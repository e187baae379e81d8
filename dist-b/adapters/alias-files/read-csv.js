import { err, ok } from '../../domain/result.js';
import { readCsvRecords } from './csv-records.js';
import { COLUMNS } from './formats.js';
import { UnreadableFile } from './unreadable-file.js';
const EXAMPLE = COLUMNS.slice(0, 3).join(',');
const FLAGS = new Map([
    ['1', true],
    ['', true],
    ['0', false],
]);
/**
 * Rows of CSV, whose first line names the columns, in any order and letter case; columns of other names are passed over.
 *
 * @throws UnreadableFile where it does not.
 */
export async function* readCsv(lines) {
    let columns;
    for await (const record of readCsvRecords(lines)) {
        const { number, fields } = record;
        if (!columns)
            columns = readHeader(record);
        else
            yield { number, row: fields.ok ? toRow(fields.value, columns) : fields };
    }
    if (!columns)
        throw new UnreadableFile(`the file is empty: its first line names the columns, like ${EXAMPLE}`);
}
function readHeader({ fields }) {
    const names = fields.ok ? fields.value.map((name) => name.trim().toLowerCase()) : [];
    const [address, goto, active] = COLUMNS.slice(0, 3).map((name) => {
        if (names.indexOf(name) !== names.lastIndexOf(name))
            throw new UnreadableFile(`two columns are named ${name}`);
        return names.indexOf(name);
    });
    if (address !== -1 && goto !== -1)
        return { count: names.length, address, goto, active };
    const separator = names.length === 1 ? /[;\t|]/.exec(names[0] ?? '')?.[0] : undefined;
    const hint = separator === undefined ? '' : `; they look separated by ${JSON.stringify(separator)}: commas are needed`;
    throw new UnreadableFile(`the first line does not name the columns, like ${EXAMPLE}${hint}`);
}
function toRow(fields, columns) {
    if (fields.length !== columns.count)
        return err({ kind: 'wrong_field_count', expected: columns.count, found: fields.length });
    const active = FLAGS.get(fields[columns.active]?.trim() ?? '');
    if (active === undefined)
        return err({ kind: 'field_not_a_flag', field: 'active' });
    return ok({ address: fields[columns.address] ?? '', goto: fields[columns.goto] ?? '', active });
}
