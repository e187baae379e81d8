import { sql } from 'kysely';
/** The file was opened in WAL mode with `synchronous=FULL`, or not at all: see open-file.ts. */
export async function inspectSqlite(db) {
    const { rows } = await sql `SELECT sqlite_version() AS version`.execute(db);
    return [
        { level: 'ok', topic: 'server', message: `SQLite ${rows[0]?.version ?? ''}` },
        { level: 'ok', topic: 'durability', message: 'each commit is flushed to the disk' },
        { level: 'ok', topic: 'clock', message: 'times are kept in UTC' },
    ];
}
