import { overwriteHeld } from '../overwrite-held.js';
import { PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, sql } from 'kysely';
import { ServerDriver } from '../server/server-driver.js';
import { likePrefix, readDate, type SqlDialect } from '../dialect.js';
import { asArrays } from './as-arrays.js';
import { findPostgresBeginnings, findPostgresValues } from './find-beginnings.js';
import { inspectPostgres } from './inspect-postgres.js';
import { isPostgresDenial, isPostgresFull, judgePostgresError } from './judge-postgres-error.js';
import { postgresSessions } from './postgres-session.js';
import { readSequences } from './sequences.js';

/** PostgreSQL, and what speaks as it does. Times are TIMESTAMPTZ columns. */
export const postgres: SqlDialect = {
  name: 'postgres',
  migratesItself: false,
  async connect(url, limits, { warn } = {}) {
    if (url.dialect !== 'postgres') throw new Error('not a URL of this dialect');
    const open = await postgresSessions(url.server, limits);
    const driver = new ServerDriver({ open, judge: judgePostgresError, isFull: isPostgresFull }, limits, warn);
    return {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => driver,
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
      poolUse: () => driver.poolUse(),
    };
  },
  inspect: inspectPostgres,
  claimUpdatesKey: false,
  isDenied: isPostgresDenial,
  account: sql<string>`quote_ident(current_user)`,
  async insertUnlessTaken(query, key, id) {
    const row = await query
      .onConflict((conflict) => conflict.column(key as never).doNothing())
      .returning(sql`${sql.ref(id ?? key)}`.as('id'))
      .$castTo<{ id: number }>()
      .executeTakeFirst();
    return row && { id: id === undefined ? undefined : row.id };
  },
  losesAnswers: true,
  readSequences,
  grantToCreate: sql`CASE WHEN has_schema_privilege(current_schema(), 'CREATE') THEN NULL
    ELSE 'GRANT CREATE ON SCHEMA ' || quote_ident(current_schema()) || ' TO ' || quote_ident(current_user) END`,
  overwriteHeld,
  leaveHeld: (key) => `ON CONFLICT (${key}) DO NOTHING`,
  rowsAtATime: Infinity,
  readsTogether: 16,
  manyValues: asArrays,
  findBeginnings: findPostgresBeginnings,
  findValues: findPostgresValues,
  // Under READ COMMITTED every statement sees that.
  lockToRead: sql``,
  // Not FOR UPDATE: a row that refers to this one may be inserted all the same.
  lockToWrite: sql`FOR NO KEY UPDATE`,
  currentSchema: sql<string>`current_schema()`,
  lockAgainstClaims: (table) => sql`LOCK TABLE ${sql.table(table)} IN SHARE ROW EXCLUSIVE MODE`,
  startsWith: likePrefix,
  domainOf: (column) => sql`split_part(${sql.ref(column)}, '@', 2)`,
  indexes: sql`SELECT tablename AS of_table, indexname AS index_name FROM pg_indexes WHERE schemaname = current_schema()`,
  writeFlag: (on) => on,
  now: sql<string>`CURRENT_TIMESTAMP`,
  readTime: readDate,
  writeTime: (time) => time.toISOString(),
};
