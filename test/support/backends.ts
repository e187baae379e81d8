import Database from 'better-sqlite3';
import { openMemoryBackend } from '../../src/adapters/memory/open-memory-backend.js';
import { migrateSqlTables, openSqlBackend } from '../../src/adapters/sql/open-sql-backend.js';
import { type SchemaName, SCHEMAS } from '../../src/adapters/sql/schemas/schemas.js';
import { systemClock } from '../../src/adapters/system/system-clock.js';
import type { Backend } from '../../src/application/ports/backend.js';
import { installations } from './foreign/installations.js';
import type { ServerKind } from './servers/server-kind.js';
import { createTestDatabase, type TestDatabase } from './servers/test-database.js';
import { TemporaryFolder } from './temporary-folder.js';

export interface TestBackend {
  readonly backend: Backend;
  /** Closes the backend and removes what it left. */
  readonly dispose: () => Promise<void>;
}

export type OpenTestBackend = () => Promise<TestBackend>;

/** A way to open one backend, empty each time. */
export interface BackendUnderTest {
  readonly name: string;
  readonly open: OpenTestBackend;
  /** Removes what was kept from one opening to the next. */
  readonly cleanUp: () => Promise<void>;
}

export const openMemory: OpenTestBackend = () => {
  const backend = openMemoryBackend(systemClock);
  return Promise.resolve({ backend, dispose: () => backend.close() });
};

/** Every registered schema, on the tables of every age that we know of, in this kind of database. */
export function backendsOn(kind: 'sqlite' | ServerKind): readonly BackendUnderTest[] {
  return installations(kind).map(({ name, schema, tables }) => ({
    name: `${name} × ${kind}`,
    ...(kind === 'sqlite' ? onSqlite(schema, tables) : onServer(kind, schema, tables)),
  }));
}

type Opening = Omit<BackendUnderTest, 'name'>;

function onSqlite(schema: SchemaName, tables: readonly string[]): Opening {
  return {
    open: async () => {
      const folder = new TemporaryFolder();
      const path = folder.file('postern.db');
      const database = new Database(path);
      for (const statement of tables) database.exec(statement);
      database.close();
      const backend = await openSqlBackend({ url: `sqlite:${path}`, schema });
      return {
        backend,
        dispose: async () => {
          await backend.close();
          folder[Symbol.dispose]();
        },
      };
    },
    cleanUp: () => Promise.resolve(),
  };
}

/** Making tables takes a server long, so they are made once and emptied each time. */
function onServer(kind: ServerKind, schema: SchemaName, tables: readonly string[]): Opening {
  let made: Promise<TestDatabase> | undefined;
  const make = async () => {
    const database = await createTestDatabase(kind);
    for (const statement of tables) await database.run(statement);
    await migrateSqlTables({ url: database.url, schema });
    return database;
  };
  return {
    open: async () => {
      const database = await (made ??= make());
      // Those that refer to others come later in the list.
      for (const table of Object.keys(SCHEMAS[schema].tables).reverse()) await database.run(`DELETE FROM ${table}`);
      const backend = await openSqlBackend({ url: database.url, schema });
      return { backend, dispose: () => backend.close() };
    },
    cleanUp: async () => {
      await (await made)?.[Symbol.asyncDispose]();
    },
  };
}
