import { sql } from 'kysely';

/**
 * Ends the text of a statement that fails at once if it would wait for another process's lock on a
 * SQLite file, as all other statements of this process would wait behind it.
 */
const TEXT = '/* without wait */';

export const WITHOUT_WAIT = sql.raw(TEXT);

export function isWithoutWait(statement: string): boolean {
  return statement.endsWith(TEXT);
}
