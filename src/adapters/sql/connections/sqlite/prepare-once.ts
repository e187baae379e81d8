import type { Database } from 'better-sqlite3';
import type { SqliteDatabase, SqliteStatement } from 'kysely';

/** Far over the number of texts that our queries come to; their values are parameters. */
const MAX_STATEMENTS = 200;

/**
 * The database as Kysely knows it, preparing each text once. Kysely prepares anew for every query, and a prepared statement
 * keeps its memory, which V8 does not see, until it is collected.
 */
export function prepareOnce(database: Database): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>();
  return {
    prepare(sql) {
      const known = statements.get(sql);
      if (known) return known;
      if (statements.size >= MAX_STATEMENTS) statements.clear();
      const statement = database.prepare(sql);
      statements.set(sql, statement);
      return statement;
    },
    close() {
      database.close();
    },
  };
}
