import { CompiledQuery } from 'kysely';
export function insertRows(dialect, { table, columns, constants = {}, key }, rows) {
    const names = [...columns, ...Object.keys(constants)].join(', ');
    const end = Object.values(constants).map((constant) => `, ${constant}`);
    const suffix = key === undefined ? '' : ` ${dialect.leaveHeld(key)}`;
    return dialect.slices(rows).map((slice) => {
        const tuples = slice.map((_, at) => `(${placeholders(dialect, at * columns.length, columns.length)}${end.join('')})`);
        return CompiledQuery.raw(`INSERT INTO ${table} (${names}) VALUES ${tuples.join(', ')}${suffix}`, slice.flat());
    });
}
export function selectRows(dialect, { table, columns, by, end = '' }, values) {
    return dialect
        .slices(values)
        .map((slice) => CompiledQuery.raw(`SELECT ${columns.join(', ')} FROM ${table} WHERE ${by} IN (${placeholders(dialect, 0, slice.length)}) ${end}`, [...slice]));
}
function placeholders({ placeholder }, from, count) {
    return Array.from({ length: count }, (_, at) => placeholder(from + at + 1)).join(', ');
}
