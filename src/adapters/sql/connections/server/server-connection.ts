import type { Socket } from 'node:net';
import { CompiledQuery, type QueryResult } from 'kysely';
import { StoreUnavailable } from '../../../../application/ports/store-unavailable.js';
import { DatabaseError } from '../database-error.js';
import type { PipelinedConnection } from '../pipeline.js';
import { ConnectionLost, Contended, StatementsStale } from '../failures.js';

export type Statement = Pick<CompiledQuery, 'sql' | 'parameters'>;

/** One connection to a server, as its driver package gives it. */
export interface Session {
  /** Sends all of them at once; the first that fails is thrown. */
  query(statements: readonly Statement[]): Promise<readonly QueryResult<unknown>[]>;
  /** Settles once more what statements rely on, and forgets those that were prepared. Not within a transaction. */
  renew(): Promise<unknown>;
  /** Begins a transaction. */
  readonly begin: string;
  /** It goes away by itself where it is cut off, also while nobody uses it. */
  readonly socket: Socket;
  /** Takes leave, as nothing is under way. Who does not answer that is not waited for. */
  close(): void;
}

/**
 * What an error of the driver package means: `lost` (the connection is of no more use), `contended` (no effect, try again),
 * `stale` (no effect, for a statement prepared earlier is unknown or outdated), `unavailable` (no effect, the server's trouble), or
 * `fault`, which is ours.
 */
export type Trouble = 'lost' | 'contended' | 'stale' | 'unavailable' | 'fault';

/** Shared by the connections of a pool: a change to a table makes the statements of all of them stale at once. */
export interface Freshness {
  /** How often statements were found stale. */
  renewals: number;
}

/** A session whose statements end in time, and whose errors say what may be done about them. */
export class ServerConnection implements PipelinedConnection {
  private isBeginning = false;
  private isInTransaction = false;
  /** Those of the pool's renewals that this connection has followed. */
  private renewals: number;

  constructor(
    private readonly session: Session,
    private readonly judge: (error: unknown) => Trouble,
    private readonly statementTimeoutMs: number,
    private readonly freshness: Freshness,
  ) {
    this.renewals = freshness.renewals;
  }

  /** Broken ones are never used again: an answer that is still owed would be taken for the next one's. */
  get isBroken(): boolean {
    return this.session.socket.destroyed;
  }

  /** Begins a transaction: with its first statement, so that the server is not waited for once more. */
  begin(): void {
    this.isBeginning = true;
  }

  /** Ends a transaction by `commit` or `rollback`; one that has not really begun is unknown to the server. */
  async end(statement: 'commit' | 'rollback'): Promise<void> {
    const { isBeginning } = this;
    this.isBeginning = false;
    if (!isBeginning) await this.executeQuery(CompiledQuery.raw(statement));
    this.isInTransaction = false;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const [answer] = await this.executeAll([query]);
    return answer as QueryResult<R>;
  }

  async executeAll(queries: readonly CompiledQuery[]): Promise<readonly QueryResult<unknown>[]> {
    if (this.isBroken) throw new ConnectionLost('the connection to the database is broken');
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => {
      this.session.socket.destroy();
      late.reject(new StoreUnavailable(`the database did not answer within ${this.statementTimeoutMs} ms`));
    }, this.statementTimeoutMs);
    try {
      return await Promise.race([this.runFresh(queries), late.promise]);
    } catch (error) {
      throw this.translate(error, queries);
    } finally {
      clearTimeout(timer);
    }
  }

  /** A lone statement outside a transaction is run once more if it was stale; others have others beside them that are not. */
  private async runFresh(queries: readonly CompiledQuery[]): Promise<readonly QueryResult<unknown>[]> {
    try {
      return await this.run(queries);
    } catch (error) {
      if (this.judge(error) !== 'stale') throw error;
      this.freshness.renewals++;
      if (queries.length > 1 || this.isInTransaction) throw error;
      return this.run(queries);
    }
  }

  private async run(queries: readonly CompiledQuery[]): Promise<readonly QueryResult<unknown>[]> {
    if (!this.isInTransaction && this.renewals !== this.freshness.renewals) {
      const { renewals } = this.freshness;
      await this.session.renew();
      this.renewals = renewals;
    }
    const { isBeginning } = this;
    if (!isBeginning) return this.session.query(queries);
    this.isBeginning = false;
    this.isInTransaction = true;
    const answers = await this.session.query([CompiledQuery.raw(this.session.begin), ...queries]);
    return answers.slice(1);
  }

  streamQuery(): never {
    throw new Error('nothing here streams');
  }

  close(): void {
    if (!this.isBroken) this.session.close();
  }

  private translate(error: unknown, queries: readonly CompiledQuery[]): unknown {
    if (error instanceof StoreUnavailable) return error;
    const cause = new DatabaseError(
      error,
      queries.map((query) => query.sql),
    );
    switch (this.judge(error)) {
      case 'lost':
        this.session.socket.destroy();
        return new ConnectionLost('the connection to the database broke', { cause });
      case 'contended':
        return new Contended('the database gave way to another transaction', { cause });
      case 'stale':
        return new StatementsStale('the database no longer accepts a prepared statement', { cause });
      case 'unavailable':
        return new StoreUnavailable('the database cannot do it now', { cause });
      case 'fault':
        return cause;
    }
  }
}
