import { type Kysely, type RawBuilder } from 'kysely';
import type { AliasStats, AliasStatsQuery } from '../../application/ports/alias-store.js';
import type { SqlDialect } from './dialects/dialect.js';
/**
 * An owner's aliases in numbers, one group a domain.
 *
 * @param newest - a query of at most so many rows as are to be counted, with `domain`, `active`, `created` and `modified`.
 * @param isActive - says so of one of its rows.
 */
export declare function readStats<DB>(db: Kysely<DB>, dialect: SqlDialect, newest: RawBuilder<unknown>, isActive: RawBuilder<unknown>, { createdSince, modifiedSince }: AliasStatsQuery): Promise<AliasStats>;
