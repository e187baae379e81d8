import {
  CompiledQuery,
  type DatabaseConnection,
  type DialectAdapter,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
} from 'kysely';
import { StoreUnavailable } from '../../../../application/ports/store-unavailable.js';

/** Result codes (sqlite.org/rescode.html) of trouble with the file, the disk or another process; extended ones begin alike. */
const UNAVAILABLE_CODE = /^SQLITE_(BUSY|LOCKED|FULL|IOERR|READONLY|CANTOPEN|PROTOCOL|NOMEM)(_|$)/;

/** Kysely's SQLite dialect, with three differences: transactional DDL, transactions that begin as writers, translated failures. */
export class KyselySqlite extends SqliteDialect {
  private readonly config: SqliteDialectConfig;

  constructor(config: SqliteDialectConfig) {
    super(config);
    this.config = config;
  }

  override createAdapter(): DialectAdapter {
    return new TransactionalDdlAdapter();
  }

  override createDriver(): Driver {
    return new WriterDriver(this.config);
  }
}

/** SQLite's DDL is transactional, so a migration cut off half-way leaves nothing. */
class TransactionalDdlAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class WriterDriver extends SqliteDriver {
  /** A transaction that reads first and then writes fails at once where another process wrote between (SQLITE_BUSY_SNAPSHOT). */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    return new TranslatingConnection(await super.acquireConnection());
  }
}

class TranslatingConnection implements DatabaseConnection {
  constructor(private readonly connection: DatabaseConnection) {}

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    try {
      return await this.connection.executeQuery<R>(query);
    } catch (error) {
      throw translate(error);
    }
  }

  streamQuery<R>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<R>> {
    return this.connection.streamQuery<R>(query, chunkSize);
  }
}

function translate(error: unknown): unknown {
  // Not `instanceof`: the driver makes its errors of the class that it was given first, which may be another realm's.
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  return UNAVAILABLE_CODE.test(code) ? new StoreUnavailable(`SQLite is unavailable: ${code}`, { cause: error }) : error;
}
