import type { Database } from 'better-sqlite3';
import type { QueryResult } from 'kysely';
import type { Statement, Step } from '../../step.ts';

export type ToWriter =
  /** To be run one after another; the first that fails ends it. */
  | { readonly kind: 'run'; readonly statements: readonly Statement[] }
  /** A transaction, or what is left of one, to its end: kept if each step comes to what it must, and nobody only tries. */
  | { readonly kind: 'transact'; readonly steps: readonly Step[]; readonly isTried: boolean }
  | { readonly kind: 'close' };

/** In the order in which it was asked. */
export type FromWriter =
  | { readonly kind: 'done'; readonly answers: readonly QueryResult<unknown>[] }
  /** The code goes by itself: an error loses it on its way to another thread. */
  | { readonly kind: 'failed'; readonly error: Error; readonly code: string };

export const BEGIN: Statement = { sql: 'begin immediate', parameters: [] };
export const COMMIT: Statement = { sql: 'commit', parameters: [] };
export const ROLLBACK: Statement = { sql: 'rollback', parameters: [] };

/** What every connection that writes keeps to: a commit is on the disk before it is told. */
export function setDurability(database: Database): void {
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  database.pragma('busy_timeout = 0');
}
