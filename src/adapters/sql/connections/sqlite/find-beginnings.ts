import { behindAll, type FindBeginnings, type FindValues, foundBy, MAX_FOUND } from '../beginnings.js';
import { inPowersOfTwo } from '../many-values.js';

/** CROSS JOIN keeps the order of the tables (sqlite.org/optoverview.html, 8.2), and so the range of the index. */
export const findSqliteBeginnings: FindBeginnings = ({ table, column, holder, end = '' }, wanted) =>
  inPowersOfTwo(wanted).map((slice) =>
    foundBy(
      `SELECT t.${column} AS found FROM (VALUES ${slice.map(() => '(?, ?, ?, ?)').join(', ')}) AS w
        CROSS JOIN ${table} AS t ON t.${column} >= w.column1 AND t.${column} < w.column2
        WHERE t.${column} LIKE '%' || w.column3 AND ${holder} <> w.column4 LIMIT 1 ${end}`,
      slice.flatMap(({ prefix, suffix, holder: own }) => [prefix, behindAll(prefix), suffix, own]),
    ),
  );

export const findSqliteValues: FindValues = ({ table, column }, values) =>
  inPowersOfTwo(values).map((slice) =>
    foundBy(
      `SELECT ${column} AS found FROM ${table} WHERE ${column} IN (${slice.map(() => '?').join(', ')}) LIMIT ${MAX_FOUND}`,
      [...slice],
    ),
  );
