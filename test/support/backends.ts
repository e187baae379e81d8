import { openMemoryBackend } from '../../src/adapters/memory/open-memory-backend.js';
import { openSqlBackend } from '../../src/adapters/sql/open-sql-backend.js';
import { SCHEMA_NAMES } from '../../src/adapters/sql/schemas/schemas.js';
import { systemClock } from '../../src/adapters/system/system-clock.js';
import type { Backend } from '../../src/application/ports/backend.js';
import { TemporaryFolder } from './temporary-folder.js';

export interface TestBackend {
  readonly backend: Backend;
  /** Closes the backend and removes what it left. */
  readonly dispose: () => Promise<void>;
}

export type OpenTestBackend = () => Promise<TestBackend>;

export const openMemory: OpenTestBackend = () => {
  const backend = openMemoryBackend(systemClock);
  return Promise.resolve({ backend, dispose: () => backend.close() });
};

/** Every registered schema on the embedded database. */
export const SQLITE_BACKENDS: readonly (readonly [name: string, open: OpenTestBackend])[] = SCHEMA_NAMES.map(
  (schema) => [
    `${schema} × sqlite`,
    async () => {
      const folder = new TemporaryFolder();
      const backend = await openSqlBackend({ url: `sqlite:${folder.file('postern.db')}`, schema });
      return {
        backend,
        dispose: async () => {
          await backend.close();
          folder[Symbol.dispose]();
        },
      };
    },
  ],
);
