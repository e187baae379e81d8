import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { AliasStats, AliasStatsQuery } from '../../application/ports/alias-store.js';
import type { SqlDialect } from './dialects/dialect.js';
import { asFound, ignoresCase } from './letter-case.js';

interface Row {
  readonly domain: string;
  readonly folds: unknown;
  readonly total: unknown;
  readonly active: unknown;
  readonly created: unknown;
  readonly modified: unknown;
}

/**
 * An owner's aliases in numbers, one group a domain.
 *
 * @param newest - a query of at most so many rows as are to be counted, with `domain`, `active`, `created` and `modified`.
 * @param isActive - says so of one of its rows.
 */
export async function readStats<DB>(
  db: Kysely<DB>,
  dialect: SqlDialect,
  newest: RawBuilder<unknown>,
  isActive: RawBuilder<unknown>,
  { createdSince, modifiedSince }: AliasStatsQuery,
): Promise<AliasStats> {
  const count = (condition: RawBuilder<unknown>) => sql`SUM(CASE WHEN ${condition} THEN 1 ELSE 0 END)`;
  const { rows } = await sql<Row>`
    SELECT domain, ${ignoresCase('domain')} AS folds, COUNT(*) AS total, ${count(isActive)} AS active,
      ${count(sql`created >= ${dialect.writeTime(createdSince)}`)} AS created,
      ${count(sql`modified >= ${dialect.writeTime(modifiedSince)}`)} AS modified
    FROM (${newest}) AS newest GROUP BY domain ORDER BY domain`.execute(db);
  const sum = (of: (row: Row) => unknown) => rows.reduce((total, row) => total + Number(of(row)), 0);
  return {
    total: sum((row) => row.total),
    active: sum((row) => row.active),
    createdSince: sum((row) => row.created),
    modifiedSince: sum((row) => row.modified),
    byDomain: rows.map(({ domain, folds, total, active }) => ({
      domain: asFound(domain, folds),
      total: Number(total),
      active: Number(active),
    })),
  };
}
