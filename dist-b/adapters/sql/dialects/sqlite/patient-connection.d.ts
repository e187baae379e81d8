import { type CompiledQuery, type DatabaseConnection, type QueryResult, type SqliteDatabase } from 'kysely';
import type { PluralConnection } from '../../execute-together.js';
/**
 * A connection that waits for another process's lock without holding up this one (the driver's own waiting would stop the event
 * loop), and throws StoreUnavailable for what is not the statement's fault.
 *
 * The wait is one for all that come while the lock is held: those in the queue behind the first fail as soon as it does.
 */
export declare class PatientConnection implements PluralConnection {
    private readonly connection;
    private readonly database;
    /** Whether the open file is still the one that its path names; a row written to another would be lost. */
    private readonly isInPlace;
    /** When the lock that is waited for now was first met, and when it was met last. */
    private busySinceMs;
    private lastBusyMs;
    constructor(connection: DatabaseConnection, database: SqliteDatabase, 
    /** Whether the open file is still the one that its path names; a row written to another would be lost. */
    isInPlace: () => boolean);
    executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>>;
    /** Within a transaction, which has the lock already, and so at once. */
    executeAll(queries: readonly CompiledQuery[]): Promise<readonly QueryResult<unknown>[]>;
    streamQuery<R>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<R>>;
    private run;
    private mayWait;
}
