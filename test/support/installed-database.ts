import Database from 'better-sqlite3';
import { migrateSqlTables } from '../../src/adapters/sql/open-sql-backend.js';
import type { MailSchema } from '../../src/adapters/sql/schemas/mail-schema.js';
import type { SchemaName } from '../../src/adapters/sql/schemas/schemas.js';
import type { DatabaseKind, Installation } from './foreign/installations.js';
import type { Row } from './servers/raw-connection.js';
import type { PrivateServer } from './servers/private-server.js';
import type { ServerKind } from './servers/server-kind.js';
import { createTestDatabase, createTestDatabaseOn } from './servers/test-database.js';
import { TemporaryFolder } from './temporary-folder.js';

/** A database of the test's own, with a mail server's tables in it, and ours. */
export interface InstalledDatabase extends AsyncDisposable {
  readonly kind: DatabaseKind;
  readonly url: string;
  /** One statement, past everything of Postern's; as the administrator where there is one. */
  run(sql: string): Promise<readonly Row[]>;
  /** The same in a session of its own, which may hold a transaction open. */
  newConnection(): Promise<{ run(sql: string): Promise<readonly Row[]>; close(): Promise<void> }>;
}

export async function installDatabase(
  kind: DatabaseKind,
  { schema, tables }: Installation<SchemaName | MailSchema>,
  /** Of the test's own; by default the one of the whole run. */
  server?: PrivateServer,
  charset?: string,
): Promise<InstalledDatabase> {
  const database = await createDatabase(kind, server, charset);
  for (const statement of tables) await database.run(statement);
  await migrateSqlTables({ url: database.url, schema, mail: true });
  return database;
}

/** With nothing in it. */
export async function createDatabase(
  kind: DatabaseKind,
  server?: PrivateServer,
  charset?: string,
): Promise<InstalledDatabase> {
  const onServer = () =>
    server ? createTestDatabaseOn(server.url, charset) : createTestDatabase(kind as ServerKind, charset);
  return Object.assign(await (kind === 'sqlite' ? openFile() : onServer()), { kind });
}

function openFile() {
  const folder = new TemporaryFolder();
  const path = folder.file('postern.db');
  const connect = () => {
    const database = new Database(path);
    return {
      run: (sql: string) => {
        const statement = database.prepare<[], Row>(sql);
        return Promise.resolve(statement.reader ? statement.all() : (statement.run(), []));
      },
      close: () => Promise.resolve(void database.close()),
    };
  };
  const first = connect();
  return {
    url: `sqlite:${path}`,
    run: first.run,
    newConnection: () => Promise.resolve(connect()),
    [Symbol.asyncDispose]: async () => {
      await first.close();
      folder[Symbol.dispose]();
    },
  };
}
