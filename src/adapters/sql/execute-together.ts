import type { DatabaseConnection, QueryExecutorProvider, QueryResult } from 'kysely';
import type { Statement } from './step.js';

/** A connection that sends several statements at once, and so waits for the server once. */
export interface PluralConnection extends DatabaseConnection {
  /** In order; the first that fails is thrown, and within a transaction those behind it have no effect. */
  executeAll(statements: readonly Statement[]): Promise<readonly QueryResult<unknown>[]>;
}

/** Runs statements one after another, in one journey to the server where there is one. */
export async function executeTogether(
  db: QueryExecutorProvider,
  statements: readonly Statement[],
): Promise<readonly QueryResult<Readonly<Record<string, unknown>>>[]> {
  // Each of our drivers makes such connections, and Kysely hands them on as they are.
  return db
    .getExecutor()
    .provideConnection((connection) => (connection as PluralConnection).executeAll(statements)) as Promise<
    readonly QueryResult<Readonly<Record<string, unknown>>>[]
  >;
}
