import { setTimeout as sleep } from 'node:timers/promises';
import type { CompiledQuery, DatabaseConnection, QueryResult, SqliteDatabase } from 'kysely';
import { StoreUnavailable } from '../../../../application/ports/store-unavailable.js';
import { DatabaseError } from '../database-error.js';
import { isWithoutWait } from '../without-wait.js';
import type { PipelinedConnection } from '../pipeline.js';
import { TurnBudget } from './turn-budget.js';
import { refuseMoved, type SqliteFile } from './open-file.js';
import { SharedWait } from './shared-wait.js';

const BUSY_RETRY_MS = 1;
/** How long a look at where the file is serves for reads: it costs as much as one of them. */
const READS_TRUST_MS = 100;

const READ = /^\s*select\b/i;

/** Result codes (sqlite.org/rescode.html) of trouble with the file, the disk or another process; extended ones begin alike. */
const UNAVAILABLE_CODE = /^SQLITE_(BUSY|LOCKED|FULL|IOERR|READONLY|CANTOPEN|PROTOCOL|NOMEM)(_|$)/;

/**
 * A connection that waits for another process's lock without holding up this one (the driver's own waiting would stop the event
 * loop), and throws StoreUnavailable for what is not the statement's fault.
 *
 * The wait is one for all that come while the lock is held (SharedWait). In rollback mode, a COMMIT waits likewise for readers, and
 * reads wait for another's COMMIT.
 */
export class PatientConnection implements PipelinedConnection {
  private readonly writes = new SharedWait();
  /** In rollback mode alone: in WAL mode reading never waits, and says nothing of the lock that writes wait for. */
  private readonly reads = new SharedWait();
  private readonly turns = new TurnBudget();

  constructor(
    private readonly connection: DatabaseConnection,
    private readonly statements: SqliteDatabase,
    private readonly file: SqliteFile,
  ) {}

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const isRead = READ.test(query.sql);
    // Within a transaction, its COMMIT is refused: see WriterDriver.
    if (!this.file.database.inTransaction) {
      // What a transaction does is short, and it is others who wait for its end.
      if (isRead) await this.turns.nextTurn();
      refuseMoved(this.file, isRead ? READS_TRUST_MS : 0);
    }
    const wait = isRead ? this.reads : this.writes;
    for (;;) {
      try {
        const result = await this.connection.executeQuery<R>(query);
        wait.end();
        return result;
      } catch (error) {
        const code = codeOf(error);
        const waits = code === 'SQLITE_BUSY' && !isWithoutWait(query.sql);
        if (!waits || !wait.mayGoOn()) throw translate(error, code, [query.sql]);
      }
      await sleep(BUSY_RETRY_MS);
    }
  }

  /** At once, within a transaction, which has the lock already. */
  async executeAll(queries: readonly CompiledQuery[]): Promise<readonly QueryResult<unknown>[]> {
    const answers: QueryResult<unknown>[] = [];
    if (!this.file.database.inTransaction) {
      for (const query of queries) answers.push(await this.executeQuery(query));
      return answers;
    }
    try {
      for (const query of queries) answers.push(this.run(query));
      return answers;
    } catch (error) {
      throw translate(
        error,
        codeOf(error),
        queries.map((query) => query.sql),
      );
    }
  }

  streamQuery<R>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<R>> {
    return this.connection.streamQuery<R>(query, chunkSize);
  }

  private run({ sql, parameters }: CompiledQuery): QueryResult<unknown> {
    const statement = this.statements.prepare(sql);
    if (statement.reader) return { rows: statement.all(parameters) };
    return { rows: [], numAffectedRows: BigInt(statement.run(parameters).changes) };
  }
}

/** Not by `instanceof`: the driver makes its errors of the class that it was given first, which may be another realm's. */
function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

function translate(error: unknown, code: string, statements: readonly string[]): unknown {
  const cause = new DatabaseError(error, statements);
  return UNAVAILABLE_CODE.test(code) ? new StoreUnavailable(`SQLite is unavailable: ${code}`, { cause }) : cause;
}
