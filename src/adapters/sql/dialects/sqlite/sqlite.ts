import { sql } from 'kysely';
import type { SqlDialect } from '../dialect.js';
import { KyselySqlite } from './kysely-sqlite.js';
import { openFile } from './open-file.js';

/** SQLite's own functions write times in UTC without saying so. */
const ZONE = /(Z|[+-]\d\d:?\d\d)$/;

/** The embedded database: one file, one connection, one writer at a time. Times are ISO 8601 text in UTC. */
export const sqlite: SqlDialect = {
  migratesItself: true,
  connect: async (location) => new KyselySqlite(await openFile(location)),
  now: sql<string>`strftime('%Y-%m-%dT%H:%M:%fZ', 'now')`,
  readTime: (column) => new Date(ZONE.test(column) ? column : `${column}Z`),
  writeTime: (time) => time.toISOString(),
};
