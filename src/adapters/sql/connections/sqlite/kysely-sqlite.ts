import {
  CompiledQuery,
  type DatabaseConnection,
  type DialectAdapter,
  type Driver,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
} from 'kysely';
import { refuseMoved, type SqliteFile } from './open-file.js';
import { PatientConnection } from './patient-connection.js';
import { prepareOnce } from './prepare-once.js';

/** Kysely's SQLite dialect, with DDL in transactions, transactions that begin as writers, and a connection of our own. */
export class KyselySqlite extends SqliteDialect {
  constructor(private readonly file: SqliteFile) {
    super({ database: file.database });
  }

  override createAdapter(): DialectAdapter {
    return new TransactionalDdlAdapter();
  }

  override createDriver(): Driver {
    return new WriterDriver(this.file);
  }
}

/** SQLite's DDL is transactional, so a migration cut off half-way leaves nothing. */
class TransactionalDdlAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class WriterDriver extends SqliteDriver {
  private readonly statements: SqliteDatabase;
  private connection: DatabaseConnection | undefined;

  constructor(private readonly file: SqliteFile) {
    const statements = prepareOnce(file.database);
    super({ database: statements });
    this.statements = statements;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    return (this.connection ??= new PatientConnection(await super.acquireConnection(), this.statements, this.file));
  }

  /** A transaction that reads first and then writes fails at once where another process wrote between (SQLITE_BUSY_SNAPSHOT). */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    refuseMoved(this.file);
    await super.commitTransaction(connection);
  }

  /** SQLite has done it by itself where the disk was full or could not be read (sqlite.org/lang_transaction.html, 2.3). */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.file.database.inTransaction) await super.rollbackTransaction(connection);
  }
}
