import type { Driver } from 'kysely';
import type { SqliteFile } from './open-file.js';
import { prepareOnce, type Statements } from './prepare-once.js';
import { ThreadedConnection } from './threaded-connection.js';
import { Turns } from './turns.js';
import type { WriterThread } from './writer-thread.js';

/** Reads on this thread, which never waits for a writer (WAL), and writes on another, one transaction after another. */
export class ThreadedDriver implements Driver {
  private readonly turns = new Turns();
  private readonly statements: Statements;

  constructor(
    private readonly file: SqliteFile,
    private readonly writer: WriterThread,
  ) {
    this.statements = prepareOnce(file.database);
  }

  async init(): Promise<void> {
    // Both are open.
  }

  acquireConnection(): Promise<ThreadedConnection> {
    return Promise.resolve(new ThreadedConnection(this.file, this.statements, this.writer, this.turns));
  }

  beginTransaction(connection: ThreadedConnection): Promise<void> {
    return connection.begin();
  }

  commitTransaction(connection: ThreadedConnection): Promise<void> {
    return connection.commit();
  }

  rollbackTransaction(connection: ThreadedConnection): Promise<void> {
    return connection.rollback();
  }

  async releaseConnection(): Promise<void> {
    // It is nothing but a turn, which has ended.
  }

  async destroy(): Promise<void> {
    await this.writer.close();
    this.file.database.close();
  }
}
