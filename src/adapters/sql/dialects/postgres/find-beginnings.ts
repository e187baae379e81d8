import { CompiledQuery } from 'kysely';
import { behindAll, type FindBeginnings } from '../beginnings.js';
import { inBulk } from '../many-values.js';

/** The LIMIT within makes each beginning a scan of its range of the index, whatever the planner thinks of their number. */
export const findPostgresBeginnings: FindBeginnings = ({ table, column, holder, end = '' }, wanted) =>
  inBulk(wanted).map((slice) =>
    CompiledQuery.raw(
      `SELECT t.found FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS w (low, high, suffix, own)
        CROSS JOIN LATERAL (SELECT ${column} AS found FROM ${table}
          WHERE ${column} >= w.low COLLATE "C" AND ${column} < w.high COLLATE "C"
            AND ${column} LIKE '%' || w.suffix AND COALESCE(${holder}, '') <> w.own COLLATE "C" LIMIT 1) AS t LIMIT 1 ${end}`,
      [
        slice.map(({ prefix }) => prefix),
        slice.map(({ prefix }) => behindAll(prefix)),
        slice.map(({ suffix }) => suffix),
        slice.map(({ holder: own }) => own),
      ],
    ),
  );
