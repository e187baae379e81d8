import { MysqlAdapter, MysqlIntrospector, MysqlQueryCompiler, sql } from 'kysely';
import { ServerDriver } from '../server/server-driver.js';
import { likePrefix, readDate, type SqlDialect } from '../dialect.js';
import { asTuples, inBulk } from '../many-values.js';
import { findMysqlBeginnings, findMysqlValues } from './find-beginnings.js';
import { inspectMysql } from './inspect-mysql.js';
import { isMysqlDenial, isMysqlFull, judgeMysqlError } from './judge-mysql-error.js';
import { mysqlSessions } from './mysql-session.js';

/** MariaDB and MySQL. Times are DATETIME or TIMESTAMP columns, in UTC by the session's own zone. */
export const mysql: SqlDialect = {
  name: 'mysql',
  migratesItself: false,
  async connect(url, limits, { warn } = {}) {
    if (url.dialect !== 'mysql') throw new Error('not a URL of this dialect');
    const open = await mysqlSessions(url.server, limits);
    const driver = new ServerDriver({ open, judge: judgeMysqlError, isFull: isMysqlFull }, limits, warn);
    return {
      createAdapter: () => new MysqlAdapter(),
      createDriver: () => driver,
      createIntrospector: (db) => new MysqlIntrospector(db),
      createQueryCompiler: () => new MysqlQueryCompiler(),
      poolUse: () => driver.poolUse(),
    };
  },
  inspect: inspectMysql,
  claimUpdatesKey: true,
  isDenied: isMysqlDenial,
  account: sql<string>`CONCAT(QUOTE(SUBSTRING_INDEX(CURRENT_USER(), '@', 1)), '@', QUOTE(SUBSTRING_INDEX(CURRENT_USER(), '@', -1)))`,
  /** A key set to itself changes no row, and the server then counts none: 1 is inserted, 0 is taken. */
  async insertUnlessTaken(query, key) {
    const { numInsertedOrUpdatedRows, insertId } = await query
      .onDuplicateKeyUpdate({ [key]: sql.ref(key) } as never)
      .executeTakeFirstOrThrow();
    return numInsertedOrUpdatedRows === 1n ? { id: insertId === undefined ? undefined : Number(insertId) } : undefined;
  },
  losesAnswers: true,
  // Whatever the server's defaults: other engines have no transactions, older forms of a row take shorter keys, and other character
  // sets take less than all characters.
  tableOptions: 'ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT CHARACTER SET utf8mb4',
  overwriteHeld: (_key, columns) =>
    `ON DUPLICATE KEY UPDATE ${columns.map((column) => `${column} = VALUES(${column})`).join(', ')}`,
  leaveHeld: (key) => `ON DUPLICATE KEY UPDATE ${key} = ${key}`,
  rowsAtATime: Infinity,
  readsTogether: 16,
  manyValues: asTuples(inBulk),
  findBeginnings: findMysqlBeginnings,
  findValues: findMysqlValues,
  // A plain SELECT would fix it, under REPEATABLE READ. MariaDB has no FOR SHARE.
  lockToRead: sql`LOCK IN SHARE MODE`,
  lockToWrite: sql`FOR UPDATE`,
  startsWith: likePrefix,
  domainOf: (column) => sql`SUBSTRING_INDEX(${sql.ref(column)}, '@', -1)`,
  indexes: sql`SELECT DISTINCT TABLE_NAME AS of_table, INDEX_NAME AS index_name FROM information_schema.STATISTICS
    WHERE TABLE_SCHEMA = DATABASE()`,
  writeFlag: Number,
  now: sql<string>`CURRENT_TIMESTAMP(6)`,
  readTime: readDate,
  writeTime: (time) => time.toISOString().replace('T', ' ').replace('Z', ''),
};
