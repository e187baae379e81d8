import { CompiledQuery } from 'kysely';
import { Pool, TimeoutError } from 'tarn';
import { StoreUnavailable } from '../../../../application/ports/store-unavailable.js';
import { OutcomeUnknown } from '../../failures.js';
import { ServerConnection } from './server-connection.js';
/** How many callers may wait for each connection of the pool; the next is refused at once. */
const MAX_WAITING_PER_CONNECTION = 100;
/** A connection that nothing used for so long is closed. */
const IDLE_TIMEOUT_MS = 60_000;
/**
 * A pool of connections to a server, in which nothing waits without bound: not for a connection, not in the queue for one, not for
 * an answer. Broken connections leave it, so it recovers by itself once the server is back.
 */
export class ServerDriver {
    pool;
    maxWaiting;
    constructor(server, limits) {
        this.maxWaiting = limits.poolSize * MAX_WAITING_PER_CONNECTION;
        this.pool = new Pool({
            create: async () => new ServerConnection(await server.open(), (error) => server.judge(error), limits.statementTimeoutMs),
            validate: (connection) => !connection.isBroken,
            destroy: (connection) => {
                connection.close();
            },
            min: 0,
            max: limits.poolSize,
            acquireTimeoutMillis: limits.connectTimeoutMs,
            createTimeoutMillis: limits.connectTimeoutMs,
            idleTimeoutMillis: IDLE_TIMEOUT_MS,
            // Who waits is told at once that there is no server, rather than after all that waiting.
            propagateCreateError: true,
        });
    }
    poolUse() {
        return { used: this.pool.numUsed(), free: this.pool.numFree(), waiting: this.pool.numPendingAcquires() };
    }
    async init() {
        // Connections are made when they are needed.
    }
    async acquireConnection() {
        if (this.pool.numPendingAcquires() >= this.maxWaiting)
            throw new StoreUnavailable(`over ${this.maxWaiting} callers wait for a connection to the database`);
        try {
            return await this.pool.acquire().promise;
        }
        catch (cause) {
            const why = cause instanceof TimeoutError ? 'none was free in time' : cause.message;
            throw new StoreUnavailable(`no connection to the database: ${why}`, { cause });
        }
    }
    releaseConnection(connection) {
        this.pool.release(connection);
        return Promise.resolve();
    }
    beginTransaction(connection, { isolationLevel }) {
        if (isolationLevel)
            throw new Error('a transaction has the isolation level of its session');
        connection.begin();
        return Promise.resolve();
    }
    async commitTransaction(connection) {
        if (connection.endUnbegun())
            return;
        try {
            await connection.executeQuery(CompiledQuery.raw('commit'));
        }
        catch (cause) {
            if (!connection.isBroken)
                throw cause;
            throw new OutcomeUnknown('the connection to the database broke while a transaction was committed', { cause });
        }
    }
    /** A broken connection needs none, and what broke it is to be told, not that there is nothing to roll back. */
    async rollbackTransaction(connection) {
        if (!connection.endUnbegun() && !connection.isBroken)
            await connection.executeQuery(CompiledQuery.raw('rollback'));
    }
    async destroy() {
        await this.pool.destroy();
    }
}
