import type { CompiledQuery, DatabaseConnection, QueryExecutorProvider, QueryResult } from 'kysely';

/** A connection that sends several statements at once, and so waits for the server once. */
export interface PluralConnection extends DatabaseConnection {
  /** In order; the first that fails is thrown, and within a transaction those behind it have no effect. */
  executeAll(queries: readonly CompiledQuery[]): Promise<readonly QueryResult<unknown>[]>;
}

/** Runs statements one after another, in one journey to the server where there is one. */
export async function executeTogether(
  db: QueryExecutorProvider,
  queries: readonly CompiledQuery[],
): Promise<readonly QueryResult<Readonly<Record<string, unknown>>>[]> {
  // Each of our drivers makes such connections, and Kysely hands them on as they are.
  return db
    .getExecutor()
    .provideConnection((connection) => (connection as PluralConnection).executeAll(queries)) as Promise<
    readonly QueryResult<Readonly<Record<string, unknown>>>[]
  >;
}
