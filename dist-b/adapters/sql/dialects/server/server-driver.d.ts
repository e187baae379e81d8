import { type Driver, type TransactionSettings } from 'kysely';
import type { ConnectionLimits, PoolUse } from '../dialect.js';
import { ServerConnection, type Session, type Trouble } from './server-connection.js';
/** One kind of server, as its driver package speaks to it. */
export interface Server {
    /** Connects, within the limit, and settles what our statements rely on. */
    open(): Promise<Session>;
    judge(error: unknown): Trouble;
}
/**
 * A pool of connections to a server, in which nothing waits without bound: not for a connection, not in the queue for one, not for
 * an answer. Broken connections leave it, so it recovers by itself once the server is back.
 */
export declare class ServerDriver implements Driver {
    private readonly pool;
    private readonly maxWaiting;
    constructor(server: Server, limits: ConnectionLimits);
    poolUse(): PoolUse;
    init(): Promise<void>;
    acquireConnection(): Promise<ServerConnection>;
    releaseConnection(connection: ServerConnection): Promise<void>;
    beginTransaction(connection: ServerConnection, { isolationLevel }: TransactionSettings): Promise<void>;
    commitTransaction(connection: ServerConnection): Promise<void>;
    /** A broken connection needs none, and what broke it is to be told, not that there is nothing to roll back. */
    rollbackTransaction(connection: ServerConnection): Promise<void>;
    destroy(): Promise<void>;
}
