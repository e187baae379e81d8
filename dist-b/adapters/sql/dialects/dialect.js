import { sql, } from 'kysely';
/** The time that a driver package made of a column, which may be of another realm's Date. */
export function readDate(column) {
    return new Date(typeof column === 'object' && column !== null && 'getTime' in column ? Number(column) : Number.NaN);
}
/** Whether a column of any kind that keeps a truth says yes; NULL does not. */
export function isOn(column) {
    return column === true || column === 1;
}
/** MariaDB turns an IN of 1,000 values and more into a join with a table of its own making. */
const MAX_VALUES = 500;
/** As many at once as do well in one statement. */
export function inBulk(values) {
    if (values.length <= MAX_VALUES)
        return values.length === 0 ? [] : [values];
    return Array.from({ length: Math.ceil(values.length / MAX_VALUES) }, (_, at) => values.slice(at * MAX_VALUES, (at + 1) * MAX_VALUES));
}
/** LIKE, with every character that means something to it taken as it is. */
export function likePrefix(column, prefix) {
    return sql `${sql.ref(column)} LIKE ${`${prefix.replace(/[%_|]/g, '|$&')}%`} ESCAPE '|'`;
}
