import { sql } from 'kysely';
import type { Finding } from '../../upkeep/finding.js';
import type { UntypedDatabase } from '../untyped-database.js';

/** The file was opened in WAL mode with `synchronous=FULL`, or not at all: see open-file.ts. */
export async function inspectSqlite(db: UntypedDatabase): Promise<readonly Finding[]> {
  const { rows } = await sql<{ version: string }>`SELECT sqlite_version() AS version`.execute(db);
  return [
    { level: 'ok', topic: 'server', message: `SQLite ${rows[0]?.version ?? ''}` },
    { level: 'ok', topic: 'durability', message: 'each commit is flushed to the disk' },
    { level: 'ok', topic: 'clock', message: 'times are kept in UTC' },
  ];
}
