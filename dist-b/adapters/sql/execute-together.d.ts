import type { CompiledQuery, DatabaseConnection, QueryExecutorProvider, QueryResult } from 'kysely';
type Answer = QueryResult<Readonly<Record<string, unknown>>>;
/** A connection that sends several statements at once, and so waits for the server once. */
export interface PluralConnection extends DatabaseConnection {
    /** In order; the first that fails is thrown, and within a transaction those behind it have no effect. */
    executeAll(queries: readonly CompiledQuery[]): Promise<readonly QueryResult<unknown>[]>;
}
/** Runs statements one after another, in one journey to the server where there is one. */
export declare function executeTogether(db: QueryExecutorProvider, queries: readonly CompiledQuery[]): Promise<Answer[]>;
export {};
