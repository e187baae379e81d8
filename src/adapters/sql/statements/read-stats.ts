import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { AliasStats, AliasStatsQuery } from '../../../application/ports/alias-store.js';
import type { SqlDialect } from '../connections/dialect.js';
import { asFound, ignoresCase } from './letter-case.js';
import { retryTransient } from '../transactions/retry-transient.js';
import type { Slice } from './slices.js';

const COUNTS = ['total', 'active', 'created', 'modified'] as const;
type Counts = Record<(typeof COUNTS)[number], number>;
type Row = { readonly domain: string; readonly folds: unknown } & Readonly<Record<(typeof COUNTS)[number], unknown>>;

/**
 * An owner's aliases in numbers, one group a domain.
 *
 * @param slices - of the rows that are to be counted.
 * @param rowsOf - a query of a slice's rows, with `domain`, `active`, `created` and `modified`.
 * @param isActive - says so of one of its rows.
 */
export async function readStats<DB>(
  db: Kysely<DB>,
  dialect: SqlDialect,
  slices: AsyncIterable<Slice>,
  rowsOf: (slice: Slice) => RawBuilder<unknown>,
  isActive: RawBuilder<unknown>,
  { createdSince, modifiedSince }: AliasStatsQuery,
): Promise<AliasStats> {
  const count = (condition: RawBuilder<unknown>) => sql`SUM(CASE WHEN ${condition} THEN 1 ELSE 0 END)`;
  const byDomain = new Map<string, Counts>();
  for await (const slice of slices) {
    const { rows } = await retryTransient(() =>
      sql<Row>`
        SELECT domain, ${ignoresCase('domain')} AS folds, COUNT(*) AS total, ${count(isActive)} AS active,
          ${count(sql`created >= ${dialect.writeTime(createdSince)}`)} AS created,
          ${count(sql`modified >= ${dialect.writeTime(modifiedSince)}`)} AS modified
        FROM (${rowsOf(slice)}) AS counted GROUP BY domain`.execute(db),
    );
    for (const { domain, folds, ...counts } of rows) {
      const name = asFound(domain, folds);
      const sums = byDomain.get(name) ?? { total: 0, active: 0, created: 0, modified: 0 };
      for (const of of COUNTS) sums[of] += Number(counts[of]);
      byDomain.set(name, sums);
    }
  }
  const sum = (of: keyof Counts) => [...byDomain.values()].reduce((total, counts) => total + counts[of], 0);
  return {
    total: sum('total'),
    active: sum('active'),
    createdSince: sum('created'),
    modifiedSince: sum('modified'),
    byDomain: [...byDomain]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([domain, { total, active }]) => ({ domain, total, active })),
  };
}
