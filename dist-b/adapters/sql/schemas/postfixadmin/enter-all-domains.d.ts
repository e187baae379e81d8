import { type Kysely } from 'kysely';
import type { SqlDialect } from '../../dialects/dialect.js';
import type { PostfixadminTables } from './tables.js';
/**
 * Keeps every claim out of every domain until the transaction ends, those of domains that are added meanwhile too. Returns the
 * domains' names.
 */
export declare function enterAllDomains(trx: Kysely<PostfixadminTables>, dialect: SqlDialect): Promise<readonly string[]>;
/**
 * As PostfixAdmin counts: all of the domain's aliases, active or not, but not the rows that it keeps for its mailboxes. Counting goes
 * no further than `max`.
 */
export declare function countAliases(trx: Kysely<PostfixadminTables>, domain: string, max: number): Promise<number>;
