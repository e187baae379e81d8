import { sql } from 'kysely';
import type { SqlDialect } from '../dialect.js';
import { asTuples, inPowersOfTwo } from '../many-values.js';
import { overwriteHeld } from '../overwrite-held.js';
import { findSqliteBeginnings, findSqliteValues } from './find-beginnings.js';
import { inspectSqlite } from './inspect-sqlite.js';
import { KyselySqlite } from './kysely-sqlite.js';
import { openFile } from './open-file.js';

/** Some 2 to 3 ms, if each row is joined to one of another table that is in no cache. */
const ROWS_AT_A_TIME = 500;
/** Pages of 200 aliases take a millisecond each to spell out once they are read. */
const READS_TOGETHER = 4;
/** SQLite's own functions write times in UTC without saying so. */
const ZONE = /(Z|[+-]\d\d:?\d\d)$/;

/** The embedded database: one file, one connection, one writer at a time. Times are ISO 8601 text in UTC. */
export const sqlite: SqlDialect = {
  name: 'sqlite',
  migratesItself: true,
  async connect(url, _limits, { isOthersFile } = {}) {
    if (url.dialect !== 'sqlite') throw new Error('not a URL of this dialect');
    return new KyselySqlite(await openFile(url.path, isOthersFile));
  },
  inspect: inspectSqlite,
  claimUpdatesKey: false,
  isDenied: () => false,
  account: sql<string>`''`,
  async insertUnlessTaken(query, key) {
    const { numInsertedOrUpdatedRows, insertId } = await query
      .onConflict((conflict) => conflict.column(key as never).doNothing())
      .executeTakeFirstOrThrow();
    return numInsertedOrUpdatedRows === 1n ? { id: Number(insertId) } : undefined;
  },
  losesAnswers: false,
  overwriteHeld,
  leaveHeld: (key) => `ON CONFLICT (${key}) DO NOTHING`,
  rowsAtATime: ROWS_AT_A_TIME,
  readsTogether: READS_TOGETHER,
  manyValues: asTuples(inPowersOfTwo),
  findBeginnings: findSqliteBeginnings,
  findValues: findSqliteValues,
  // A transaction here begins as the one writer.
  lockToRead: sql``,
  lockToWrite: sql``,
  // LIKE folds letter case here, and so uses no index.
  startsWith: (column, prefix) =>
    sql`(${sql.ref(column)} >= ${prefix} AND ${sql.ref(column)} < ${`${prefix}\u{10FFFF}`})`,
  domainOf: (column) => sql`substr(${sql.ref(column)}, instr(${sql.ref(column)}, '@') + 1)`,
  indexes: sql`SELECT tbl_name AS of_table, name AS index_name FROM sqlite_master WHERE type = 'index'`,
  writeFlag: Number,
  now: sql<string>`strftime('%Y-%m-%dT%H:%M:%fZ', 'now')`,
  readTime: (column) => new Date(typeof column === 'string' && !ZONE.test(column) ? `${column}Z` : String(column)),
  writeTime: (time) => time.toISOString(),
};
