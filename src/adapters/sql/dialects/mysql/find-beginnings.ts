import { CompiledQuery } from 'kysely';
import type { FindBeginnings } from '../beginnings.js';
import { inBulk } from '../many-values.js';

/** By LIKE, whose ranges follow the collation of the column, as `<` on a prefix would not. */
export const findMysqlBeginnings: FindBeginnings = ({ table, column, holder, end = '' }, wanted) =>
  inBulk(wanted).map((slice) => {
    const each = `(${column} LIKE ? ESCAPE '|' AND COALESCE(${holder}, '') <> ?)`;
    return CompiledQuery.raw(
      `SELECT ${column} AS found FROM ${table} WHERE ${slice.map(() => each).join(' OR ')} LIMIT 1 ${end}`,
      slice.flatMap(({ prefix, suffix, holder: own }) => [`${literally(prefix)}%${suffix}`, own]),
    );
  });

function literally(text: string): string {
  return text.replace(/[%_|]/g, '|$&');
}
