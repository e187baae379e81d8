import { setTimeout as sleep } from 'node:timers/promises';
import { CompiledQuery, type DatabaseConnection, type QueryResult, SelectQueryNode } from 'kysely';
import type { PluralConnection } from '../../execute-together.js';
import type { Statement } from '../../step.js';
import { codeOf, judgeSqliteError } from './judge-sqlite-error.js';
import { refuseMoved, type SqliteFile } from './open-file.js';
import { BUSY_RETRY_MS, Patience } from './patience.js';
import type { Statements } from './prepare-once.js';
import { runStatement } from './run-statement.js';

/**
 * A connection that waits for another process's lock without holding up this one (the driver's own waiting would stop the event
 * loop), and throws StoreUnavailable for what is not the statement's fault.
 */
export class PatientConnection implements PluralConnection {
  private readonly patience = new Patience();

  constructor(
    private readonly connection: DatabaseConnection,
    private readonly statements: Statements,
    private readonly file: SqliteFile,
  ) {}

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    refuseMoved(this.file);
    for (;;) {
      try {
        const result = await this.connection.executeQuery<R>(query);
        // Reading never waits, so it says nothing of the lock.
        if (!SelectQueryNode.is(query.query)) this.patience.renew();
        return result;
      } catch (error) {
        if (codeOf(error) !== 'SQLITE_BUSY' || !this.patience.isLeft()) throw judgeSqliteError(error);
      }
      await sleep(BUSY_RETRY_MS);
    }
  }

  /** At once, within a transaction, which has the lock already. */
  async executeAll(all: readonly Statement[]): Promise<readonly QueryResult<unknown>[]> {
    const answers: QueryResult<unknown>[] = [];
    if (!this.file.database.inTransaction) {
      for (const { sql, parameters } of all)
        answers.push(await this.executeQuery(CompiledQuery.raw(sql, [...parameters])));
      return answers;
    }
    try {
      for (const each of all) answers.push(runStatement(this.statements, each));
      return answers;
    } catch (error) {
      throw judgeSqliteError(error);
    }
  }

  streamQuery<R>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<R>> {
    return this.connection.streamQuery<R>(query, chunkSize);
  }
}
