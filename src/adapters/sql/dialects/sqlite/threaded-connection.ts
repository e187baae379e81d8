import type { CompiledQuery, QueryResult } from 'kysely';
import type { PluralConnection } from '../../execute-together.js';
import type { Statement, Step } from '../../step.js';
import { judgeSqliteError } from './judge-sqlite-error.js';
import { refuseMoved, type SqliteFile } from './open-file.js';
import type { Statements } from './prepare-once.js';
import { runStatement } from './run-statement.js';
import type { Turns } from './turns.js';
import { BEGIN, COMMIT, ROLLBACK } from './writer-messages.js';
import type { WriterThread } from './writer-thread.js';

/** How long a look at where the file is serves for reads: each costs as much as a read. */
const READS_TRUST_MS = 100;

/** What reads runs here; what may write, and all of a transaction, runs on the thread that writes. */
export class ThreadedConnection implements PluralConnection {
  private endTurn: (() => void) | undefined;
  /** Whether a transaction is open on the other thread. */
  private isOpen = false;

  constructor(
    private readonly file: SqliteFile,
    private readonly statements: Statements,
    private readonly writer: WriterThread,
    private readonly turns: Turns,
  ) {}

  /** The transaction begins with its first statement, so that the thread is not waited for once more. */
  async begin(): Promise<void> {
    this.endTurn = await this.turns.take();
  }

  /** Kysely rolls back whose COMMIT failed; the turn lasts until then. */
  async commit(): Promise<void> {
    if (this.isOpen) await this.writer.run([COMMIT]);
    this.release();
  }

  async rollback(): Promise<void> {
    try {
      if (this.isOpen) await this.writer.run([ROLLBACK]);
    } finally {
      this.release();
    }
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const [answer] = await this.executeAll([query]);
    return answer as QueryResult<R>;
  }

  async executeAll(statements: readonly Statement[]): Promise<readonly QueryResult<unknown>[]> {
    if (!this.endTurn) return this.read(statements) ?? this.write(statements);
    refuseMoved(this.file);
    if (this.isOpen) return this.writer.run(statements);
    this.isOpen = true;
    return (await this.writer.run([BEGIN, ...statements])).slice(1);
  }

  async executeLast(steps: readonly Step[], isTried: boolean): Promise<readonly QueryResult<unknown>[]> {
    refuseMoved(this.file);
    this.isOpen = false;
    return this.writer.transact(steps, isTried);
  }

  streamQuery(): never {
    throw new Error('nothing here streams');
  }

  private release(): void {
    this.isOpen = false;
    this.endTurn?.();
    this.endTurn = undefined;
  }

  private async write(statements: readonly Statement[]): Promise<readonly QueryResult<unknown>[]> {
    refuseMoved(this.file);
    const endTurn = await this.turns.take();
    try {
      return await this.writer.run(statements);
    } finally {
      endTurn();
    }
  }

  /** `undefined` where one of them may write. */
  private read(statements: readonly Statement[]): readonly QueryResult<unknown>[] | undefined {
    try {
      if (!statements.every(({ sql }) => this.statements.prepare(sql).readonly)) return undefined;
      refuseMoved(this.file, READS_TRUST_MS);
      return statements.map((statement) => runStatement(this.statements, statement));
    } catch (error) {
      throw judgeSqliteError(error);
    }
  }
}
