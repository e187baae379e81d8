import type { Database, Statement } from 'better-sqlite3';

/** Far over the number of texts that our queries come to; their values are parameters. */
const MAX_STATEMENTS = 200;

/** What Kysely knows of a database. */
export interface Statements {
  prepare(sql: string): Statement<readonly unknown[]>;
  close(): void;
}

/**
 * The database, preparing each text once. Kysely prepares anew for every query, and a prepared statement keeps its memory, which V8
 * does not see, until it is collected.
 */
export function prepareOnce(database: Database): Statements {
  const statements = new Map<string, Statement<readonly unknown[]>>();
  return {
    prepare(sql) {
      const known = statements.get(sql);
      if (known) return known;
      if (statements.size >= MAX_STATEMENTS) statements.clear();
      const statement = database.prepare<readonly unknown[]>(sql);
      statements.set(sql, statement);
      return statement;
    },
    close() {
      database.close();
    },
  };
}
