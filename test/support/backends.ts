import { openMemoryBackend } from '../../src/adapters/memory/open-memory-backend.js';
import { openSqlBackend } from '../../src/adapters/sql/open-sql-backend.js';
import { systemClock } from '../../src/adapters/system/system-clock.js';
import type { Backend } from '../../src/application/ports/backend.js';
import { emptyTables } from './database-under-test.js';
import { type DatabaseKind, installations } from './foreign/installations.js';
import { type InstalledDatabase, installDatabase } from './installed-database.js';

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
export function backendsOn(kind: DatabaseKind): readonly BackendUnderTest[] {
  return installations(kind).map((installation) => {
    let made: Promise<InstalledDatabase> | undefined;
    return {
      name: `${installation.name} × ${kind}`,
      // Making tables takes a server long, so they are made once and emptied each time.
      open: async () => {
        const database = await (made ??= installDatabase(kind, installation));
        await emptyTables(database, installation.schema);
        const backend = await openSqlBackend({ url: database.url, schema: installation.schema });
        return { backend, dispose: () => backend.close() };
      },
      cleanUp: async () => {
        await (await made)?.[Symbol.asyncDispose]();
      },
    };
  });
}
