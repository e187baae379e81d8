import type { Socket } from 'node:net';
import { CompiledQuery, type QueryResult } from 'kysely';
import { StoreUnavailable } from '../../../../application/ports/store-unavailable.js';
import type { PluralConnection } from '../../execute-together.js';
import { ConnectionLost, Contended } from '../../failures.js';

export type Statement = Pick<CompiledQuery, 'sql' | 'parameters'>;

const BEGIN = CompiledQuery.raw('begin');

/** One connection to a server, as its driver package gives it. */
export interface Session {
  /** Sends all of them at once; the first that fails is thrown. */
  query(statements: readonly Statement[]): Promise<readonly QueryResult<unknown>[]>;
  /** It goes away by itself where it is cut off, also while nobody uses it. */
  readonly socket: Socket;
  /** Takes leave, as nothing is under way. Who does not answer that is not waited for. */
  close(): void;
}

/**
 * What an error of the driver package means: `lost` (the connection is of no more use), `contended` (no effect, try again),
 * `unavailable` (no effect, the server's trouble), or `fault`, which is ours.
 */
export type Trouble = 'lost' | 'contended' | 'unavailable' | 'fault';

/** A session whose statements end in time, and whose errors say what may be done about them. */
export class ServerConnection implements PluralConnection {
  private isBeginning = false;

  constructor(
    private readonly session: Session,
    private readonly judge: (error: unknown) => Trouble,
    private readonly statementTimeoutMs: number,
  ) {}

  /** Broken ones are never used again: an answer that is still owed would be taken for the next one's. */
  get isBroken(): boolean {
    return this.session.socket.destroyed;
  }

  /** Begins a transaction: with its first statement, so that the server is not waited for once more. */
  begin(): void {
    this.isBeginning = true;
  }

  /** Ends a transaction that has not really begun; `false` where the server must be told. */
  endUnbegun(): boolean {
    const { isBeginning } = this;
    this.isBeginning = false;
    return isBeginning;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const [answer] = await this.executeAll([query]);
    return answer as QueryResult<R>;
  }

  async executeAll(queries: readonly CompiledQuery[]): Promise<readonly QueryResult<unknown>[]> {
    if (this.isBroken) throw new ConnectionLost('the connection to the database is broken');
    const isFirst = this.endUnbegun();
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => {
      this.session.socket.destroy();
      late.reject(new StoreUnavailable(`the database did not answer within ${this.statementTimeoutMs} ms`));
    }, this.statementTimeoutMs);
    try {
      const answers = await Promise.race([this.session.query(isFirst ? [BEGIN, ...queries] : queries), late.promise]);
      return isFirst ? answers.slice(1) : answers;
    } catch (error) {
      throw this.translate(error);
    } finally {
      clearTimeout(timer);
    }
  }

  streamQuery(): never {
    throw new Error('nothing here streams');
  }

  close(): void {
    if (!this.isBroken) this.session.close();
  }

  private translate(error: unknown): unknown {
    if (error instanceof StoreUnavailable) return error;
    switch (this.judge(error)) {
      case 'lost':
        this.session.socket.destroy();
        return new ConnectionLost('the connection to the database broke', { cause: error });
      case 'contended':
        return new Contended('the database gave way to another transaction', { cause: error });
      case 'unavailable':
        return new StoreUnavailable('the database cannot do it now', { cause: error });
      case 'fault':
        return error;
    }
  }
}
