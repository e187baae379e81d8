import type { Dialect, RawBuilder } from 'kysely';

export type DialectName = 'sqlite';

/** How SQL is spoken to one kind of server: its driver, its error codes, its way with times. */
export interface SqlDialect {
  /** Whether the service makes and upgrades the tables by itself, rather than on the operator's `migrate`. */
  readonly migratesItself: boolean;
  /**
   * Opens the database at this location for Kysely. Its driver throws StoreUnavailable for everything that is the
   * server's trouble and not ours.
   */
  connect(location: string): Promise<Dialect>;
  /** The time of the statement, as columns keep it. */
  readonly now: RawBuilder<string>;
  readTime(column: string): Date;
  writeTime(time: Date): string;
}
