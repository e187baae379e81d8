import { sql } from 'kysely';
import type { SqlDialect } from '../dialect.js';
import { KyselySqlite } from './kysely-sqlite.js';
import { openFile } from './open-file.js';
import { prepareOnce } from './prepare-once.js';

/** The embedded database: one file, one connection, one writer at a time. Times are ISO 8601 text in UTC. */
export const sqlite: SqlDialect = {
  name: 'sqlite',
  migratesItself: true,
  connect: async (location) => new KyselySqlite({ database: prepareOnce(await openFile(location)) }),
  now: sql<string>`strftime('%Y-%m-%dT%H:%M:%fZ', 'now')`,
  readTime: (column) => new Date(column),
  writeTime: (time) => time.toISOString(),
};
