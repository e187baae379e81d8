import { type FindBeginnings, type FindValues, foundBy, MAX_FOUND } from '../beginnings.js';
import { inBulk } from '../many-values.js';

/**
 * By LIKE, whose ranges follow the collation of the column, as `<` on a prefix would not. `<=>` keeps
 * the optimizer from weighing a range of the holder's index for each beginning, which takes as long as
 * the look itself; for the same reason each holder is named once.
 */
export const findMysqlBeginnings: FindBeginnings = ({ table, column, holder, end = '' }, wanted) =>
  inBulk(wanted).map((slice) => {
    const like = `${column} LIKE ? ESCAPE '|'`;
    const conditions: string[] = [];
    const parameters: string[] = [];
    for (const [own, beginnings] of Map.groupBy(slice, ({ holder: of }) => of)) {
      conditions.push(`((${beginnings.map(() => like).join(' OR ')}) AND NOT (${holder} <=> ?))`);
      for (const { prefix, suffix } of beginnings) parameters.push(`${literally(prefix)}%${suffix}`);
      parameters.push(own);
    }
    return foundBy(
      `SELECT ${column} AS found FROM ${table} WHERE ${conditions.join(' OR ')} LIMIT 1 ${end}`,
      parameters,
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
