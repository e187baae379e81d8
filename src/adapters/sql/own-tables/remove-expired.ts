import type { Kysely } from 'kysely';
import type { SqlDialect } from '../connections/dialect.js';
import { retryTransient } from '../transactions/retry-transient.js';
import type { MailTables } from './tables/mail-tables.js';

/** So few that removing them holds the database's writer for some milliseconds. */
const ROWS_A_STEP = 200;

/**
 * Removes all that have expired, a few at a time. They are looked for before they are removed: a DELETE by a column without an index
 * locks every row that it looks at on MariaDB, and takes SQLite's writer though nothing has expired.
 */
export async function removeExpired(
  db: Kysely<MailTables>,
  dialect: SqlDialect,
  table: keyof MailTables,
  now: Date,
): Promise<void> {
  for (;;) {
    const rows = await retryTransient(() =>
      db
        .selectFrom(table)
        .select('id')
        .where('expires_at', '<=', dialect.writeTime(now))
        .orderBy('id')
        .limit(ROWS_A_STEP)
        .execute(),
    );
    if (rows.length === 0) return;
    const ids = rows.map(({ id }) => id);
    // Outside a transaction, as it may be run again where it had its effect.
    await retryTransient(() => db.deleteFrom(table).where('id', 'in', ids).execute());
    if (rows.length < ROWS_A_STEP) return;
  }
}
