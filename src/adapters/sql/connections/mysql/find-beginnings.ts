import { type FindBeginnings, type FindValues, foundBy, MAX_FOUND } from '../beginnings.js';
import { inBulk } from '../many-values.js';

/** By LIKE, whose ranges follow the collation of the column, as `<` on a prefix would not. */
export const findMysqlBeginnings: FindBeginnings = ({ table, column, holder, end = '' }, wanted) =>
  inBulk(wanted).map((slice) => {
    const each = `(${column} LIKE ? ESCAPE '|' AND ${holder} <> ?)`;
    return foundBy(
      `SELECT ${column} AS found FROM ${table} WHERE ${slice.map(() => each).join(' OR ')} LIMIT 1 ${end}`,
      slice.flatMap(({ prefix, suffix, holder: own }) => [`${literally(prefix)}%${suffix}`, own]),
    );
  });

function literally(text: string): string {
  return text.replace(/[%_|]/g, '|$&');
}

/** As one text in JSON: to read a list of so many values takes the server longer than to look for them. */
export const findMysqlValues: FindValues = ({ table, column }, values) =>
  inBulk(values).map((slice) =>
    foundBy(
      `SELECT STRAIGHT_JOIN t.${column} AS found
        FROM JSON_TABLE(?, '$[*]' COLUMNS (value VARCHAR(254) CHARACTER SET ascii PATH '$')) AS w
        JOIN ${table} AS t ON t.${column} = w.value LIMIT ${MAX_FOUND}`,
      [JSON.stringify(slice)],
    ),
  );
