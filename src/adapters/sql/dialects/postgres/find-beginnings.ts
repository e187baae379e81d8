import { CompiledQuery } from 'kysely';
import type { FindBeginnings } from '../beginnings.js';
import { inBulk } from '../many-values.js';

/** What the driver package sends takes longer than what the server makes of it. */
const BEHIND_ALL = 'left(w.prefix, -1) || chr(ascii(right(w.prefix, 1)) + 1)';

/** The LIMIT within makes each beginning a scan of its range of the index, whatever the planner thinks of their number. */
export const findPostgresBeginnings: FindBeginnings = ({ table, column, holder, end = '' }, wanted) =>
  inBulk(wanted).map((slice) => {
    const hasSuffixes = slice.some(({ suffix }) => suffix !== '');
    const [arrays, names, condition] = hasSuffixes
      ? [', $3::text[]', ', suffix', `AND ${column} LIKE '%' || w.suffix`]
      : ['', '', ''];
    return CompiledQuery.raw(
      `SELECT t.found FROM unnest($1::text[], $2::text[]${arrays}) AS w (prefix, own${names})
        CROSS JOIN LATERAL (SELECT ${column} AS found FROM ${table}
          WHERE ${column} >= w.prefix COLLATE "C" AND ${column} < (${BEHIND_ALL}) COLLATE "C" ${condition}
            AND COALESCE(${holder}, '') <> w.own COLLATE "C" LIMIT 1) AS t LIMIT 1 ${end}`,
      [
        slice.map(({ prefix }) => prefix),
        slice.map(({ holder: own }) => own),
        ...(hasSuffixes ? [slice.map(({ suffix }) => suffix)] : []),
      ],
    );
  });
