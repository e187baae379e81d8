import { sql } from 'kysely';
import type { Finding } from '../../upkeep/finding.js';
import type { UntypedDatabase } from '../untyped-database.js';

/**
 * The file was opened with each commit flushed, or not at all: see open-file.ts. In WAL mode unless it is another program's, which
 * keeps its own.
 */
export async function inspectSqlite(db: UntypedDatabase): Promise<readonly Finding[]> {
  const { rows } = await sql<{ version: string }>`SELECT sqlite_version() AS version`.execute(db);
  const journal = await sql<{ journal_mode: string }>`PRAGMA journal_mode`.execute(db);
  const mode = journal.rows[0]?.journal_mode ?? '';
  return [
    { level: 'ok', topic: 'server', message: `SQLite ${rows[0]?.version ?? ''}` },
    { level: 'ok', topic: 'durability', message: 'each commit is flushed to the disk' },
    { level: 'ok', topic: 'clock', message: 'times are kept in UTC' },
    ...(ROLLBACK_MODES.includes(mode) ? [rollbackFinding(mode)] : []),
  ];
}

const ROLLBACK_MODES = ['delete', 'truncate', 'persist'];

function rollbackFinding(mode: string): Finding {
  return {
    level: 'ok',
    topic: 'journal',
    message:
      `the file is in the journal mode ${mode}, which stays: a commit waits until no other program reads, and their reads wait ` +
      'until it is made, so each of them needs a busy timeout (sqlite3_busy_timeout)',
  };
}
