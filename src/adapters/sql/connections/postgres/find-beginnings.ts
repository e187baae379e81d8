import { type FindBeginnings, type FindValues, foundBy, MAX_FOUND } from '../beginnings.js';
import { inBulk } from '../many-values.js';

/** What the driver package sends takes longer than what the server makes of it. */
const BEHIND_ALL = 'left(w.prefix, -1) || chr(ascii(right(w.prefix, 1)) + 1)';

/**
 * The order and the LIMIT within make each beginning a look at its range of the index. Without them, the planner reads the whole
 * table if it takes what is sought for frequent, as it does of a table without statistics.
 */
export const findPostgresBeginnings: FindBeginnings = ({ table, column, holder, end = '' }, wanted) =>
  inBulk(wanted).map((slice) => {
    const hasSuffixes = slice.some(({ suffix }) => suffix !== '');
    const [arrays, names, condition] = hasSuffixes
      ? [', $3::text[]', ', suffix', `AND ${column} LIKE '%' || w.suffix`]
      : ['', '', ''];
    return foundBy(
      `SELECT t.found FROM unnest($1::text[], $2::text[]${arrays}) AS w (prefix, own${names})
        CROSS JOIN LATERAL (SELECT ${column} AS found FROM ${table}
          WHERE ${column} >= w.prefix COLLATE "C" AND ${column} < (${BEHIND_ALL}) COLLATE "C" ${condition}
            AND ${holder} <> w.own COLLATE "C" ORDER BY ${column} LIMIT 1) AS t LIMIT 1 ${end}`,
      [
        slice.map(({ prefix }) => prefix),
        slice.map(({ holder: own }) => own),
        ...(hasSuffixes ? [slice.map(({ suffix }) => suffix)] : []),
      ],
    );
  });

/**
 * Likewise. By a range: with `=` the order means nothing to the planner, and if one owner has most rows, it reads the whole table for
 * each value that has none.
 */
export const findPostgresValues: FindValues = ({ table, column }, values) =>
  inBulk(values).map((slice) =>
    foundBy(
      `SELECT t.found FROM unnest($1::text[]) AS w (value)
        CROSS JOIN LATERAL (SELECT ${column} AS found FROM ${table}
          WHERE ${column} >= w.value ORDER BY ${column} LIMIT 1) AS t WHERE t.found = w.value LIMIT ${MAX_FOUND}`,
      [slice],
    ),
  );
