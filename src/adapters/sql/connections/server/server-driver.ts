import type { Driver, TransactionSettings } from 'kysely';
import { TimeoutError } from 'tarn';
import { StoreUnavailable } from '../../../../application/ports/store-unavailable.js';
import { DatabaseError } from '../database-error.js';
import { OutcomeUnknown } from '../failures.js';
import type { ConnectionLimits, PoolUse, Warn } from '../dialect.js';
import { CeilingPool } from './ceiling-pool.js';
import { type Freshness, ServerConnection, type Session, type Trouble } from './server-connection.js';

/** How many callers may wait for each connection of the pool; the next is refused at once. */
const MAX_WAITING_PER_CONNECTION = 100;
/** A connection that nothing used for so long is closed. */
const IDLE_TIMEOUT_MS = 60_000;

/** One kind of server, as its driver package speaks to it. */
export interface Server {
  /** Connects, within the limit, and settles what our statements rely on. */
  open(): Promise<Session>;
  judge(error: unknown): Trouble;
  /** Whether connecting failed for there being as many connections as the server lets us have. */
  isFull(error: unknown): boolean;
}

/**
 * A pool of connections to a server, in which nothing waits without bound: not for a connection, not in the queue for one, not for
 * an answer. Broken connections leave it, so it recovers by itself once the server is back.
 */
export class ServerDriver implements Driver {
  private readonly pool: CeilingPool<ServerConnection>;
  private readonly maxWaiting: number;

  constructor(server: Server, limits: ConnectionLimits, warn?: Warn) {
    this.maxWaiting = limits.poolSize * MAX_WAITING_PER_CONNECTION;
    const freshness: Freshness = { renewals: 0 };
    const judge = (error: unknown) => server.judge(error);
    const options = {
      create: async () => new ServerConnection(await server.open(), judge, limits.statementTimeoutMs, freshness),
      validate: (connection: ServerConnection) => !connection.isBroken,
      destroy: (connection: ServerConnection) => {
        connection.close();
      },
      min: 0,
      max: limits.poolSize,
      acquireTimeoutMillis: limits.connectTimeoutMs,
      createTimeoutMillis: limits.connectTimeoutMs,
      idleTimeoutMillis: IDLE_TIMEOUT_MS,
      // Those that wait fail at once if there is no server, and not only after their time limit.
      propagateCreateError: true,
    };
    this.pool = new CeilingPool(options, {
      isMet: (error) => server.isFull(error),
      wasMet: () =>
        warn?.(
          `the database lets us have fewer connections than POSTERN_DATABASE_POOL_SIZE (${limits.poolSize}): ` +
            'requests wait for those that there are',
        ),
    });
  }

  poolUse(): PoolUse {
    return { used: this.pool.numUsed(), free: this.pool.numFree(), waiting: this.pool.numPendingAcquires() };
  }

  async init(): Promise<void> {
    // Connections are made when they are needed.
  }

  async acquireConnection(): Promise<ServerConnection> {
    if (this.pool.numPendingAcquires() >= this.maxWaiting)
      throw new StoreUnavailable(`over ${this.maxWaiting} callers wait for a connection to the database`);
    try {
      return await this.pool.take();
    } catch (error) {
      const cause = new DatabaseError(error);
      const why = error instanceof TimeoutError ? 'none was free in time' : cause.message;
      throw new StoreUnavailable(`no connection to the database: ${why}`, { cause });
    }
  }

  releaseConnection(connection: ServerConnection): Promise<void> {
    this.pool.release(connection);
    return Promise.resolve();
  }

  beginTransaction(connection: ServerConnection, { isolationLevel }: TransactionSettings): Promise<void> {
    if (isolationLevel) throw new Error('a transaction has the isolation level of its session');
    connection.begin();
    return Promise.resolve();
  }

  async commitTransaction(connection: ServerConnection): Promise<void> {
    try {
      await connection.end('commit');
    } catch (cause) {
      if (!connection.isBroken) throw cause;
      throw new OutcomeUnknown('the connection to the database broke while a transaction was committed', { cause });
    }
  }

  /** A broken connection needs none, and what broke it is to be told, not that there is nothing to roll back. */
  async rollbackTransaction(connection: ServerConnection): Promise<void> {
    if (!connection.isBroken) await connection.end('rollback');
  }

  async destroy(): Promise<void> {
    await this.pool.destroy();
  }
}
