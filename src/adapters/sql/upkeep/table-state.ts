import { sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { SqlDialect } from '../connections/dialect.js';
import { type Migrations, pendingOf } from '../own-tables/kit/migrations.js';
import type { Columns, MailSchema } from '../schemas/mail-schema.js';
import { SCHEMAS } from '../schemas/schemas.js';
import type { UntypedDatabase } from '../connections/untyped-database.js';

/** The names of the migrations that took place. */
export const MIGRATION_TABLE = 'postern_migration';
const MIGRATION_LOCK_TABLE = 'postern_migration_lock';

export type TableState =
  | { readonly kind: 'current' }
  /** None of the tables are there yet, and all of them are ours to make. */
  | { readonly kind: 'empty' }
  /** Some of those that are ours to make are missing. */
  | { readonly kind: 'incomplete'; readonly tables: readonly string[] }
  /** Made by a newer release, which alone knows what they mean. */
  | { readonly kind: 'newer'; readonly migrations: readonly string[] }
  /** The mail server's own are missing: this is not its database. */
  | { readonly kind: 'absent'; readonly tables: readonly string[] }
  /** Tables of these names that lack columns: somebody else's. */
  | { readonly kind: 'foreign'; readonly columns: readonly string[] };

export interface Tables {
  readonly state: TableState;
  readonly columns: Columns;
}

/** Reads only. */
export async function readTables(db: UntypedDatabase, schema: MailSchema, dialect: SqlDialect): Promise<Tables> {
  const columns = await readColumns(db, dialect);
  const done = columns.has(MIGRATION_TABLE) ? await readDone(db, dialect) : [];
  return { columns, state: judge(schema, columns, done) };
}

/** Whether all tables that the schema takes whatever the features are there, and none of them was made by us. */
export async function isOthersAlone(db: UntypedDatabase, schema: MailSchema, dialect: SqlDialect): Promise<boolean> {
  const columns = await readColumns(db, dialect);
  const needed = Object.entries(schema.tables).filter(([, { optional }]) => optional === undefined);
  return !columns.has(MIGRATION_TABLE) && needed.every(([table]) => columns.has(table));
}

function judge(schema: MailSchema, columns: Columns, done: readonly string[]): TableState {
  // Another schema of ours may have been here before.
  const known = [schema, ...Object.values<MailSchema>(SCHEMAS)].flatMap((one) => Object.keys(one.migrations));
  const newer = done.filter((name) => !known.includes(name));
  if (newer.length > 0) return { kind: 'newer', migrations: newer };
  const lacking = Object.entries(schema.tables).flatMap(([table, { select, insert = [] }]) =>
    [...new Set([...select, ...insert])]
      .filter((column) => columns.get(table)?.has(column) === false)
      .map((column) => `${table}.${column}`),
  );
  if (lacking.length > 0) return { kind: 'foreign', columns: lacking };
  const missing = Object.keys(schema.tables).filter((table) => !columns.has(table));
  const notOurs = missing.filter((table) => schema.tables[table]?.madeBy === 'mail server');
  if (notOurs.length > 0) return { kind: 'absent', tables: notOurs };
  if (missing.length === 0) return { kind: 'current' };
  return missing.length === Object.keys(schema.tables).length
    ? { kind: 'empty' }
    : { kind: 'incomplete', tables: missing };
}

/** Of the tables that a bare name means here. */
async function readColumns(db: UntypedDatabase, { currentSchema }: SqlDialect): Promise<Columns> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  const here =
    currentSchema && (await sql<{ name: string }>`SELECT ${currentSchema} AS name`.execute(db)).rows[0]?.name;
  return new Map(
    tables
      .filter((table) => here === undefined || table.schema === here)
      .map((table) => [table.name, new Set(table.columns.map((column) => column.name))]),
  );
}

/** Where it may not be read, the tables must speak for themselves; `check` names the right that lacks. */
async function readDone(db: UntypedDatabase, dialect: SqlDialect): Promise<string[]> {
  const tables = db.$extendTables<{ [MIGRATION_TABLE]: { name: string } }>();
  try {
    const rows = await tables.selectFrom(MIGRATION_TABLE).select('name').execute();
    return rows.map((row) => row.name);
  } catch (error) {
    if (dialect.isDenied(error)) return [];
    throw error;
  }
}

/**
 * Makes what is missing and leaves what is there. Returns the names of the tables made. Where DDL is transactional, all of it or
 * nothing; elsewhere (MySQL), each table is one statement, so that a migration cut off half-way goes on where it ended.
 */
export async function makeMissingTables(
  db: UntypedDatabase,
  schema: MailSchema,
  dialect: SqlDialect,
): Promise<readonly string[]> {
  const { migrations } = schema;
  await forgetMissing(db, dialect, migrations);
  await makeLedger(db, dialect);
  const made: string[] = [];
  const run = (name: string): Migration => ({
    async up(trx: UntypedDatabase) {
      for (const pending of pendingOf(only(migrations, name), dialect, await readColumns(trx, dialect))) {
        for (const statement of pending.statements) await sql.raw(statement).execute(trx);
        made.push(pending.name);
      }
    },
  });
  const provided = Object.fromEntries(Object.keys(migrations).map((name) => [name, run(name)]));
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(provided) },
    allowUnorderedMigrations: true,
    migrationTableName: MIGRATION_TABLE,
    migrationLockTableName: MIGRATION_LOCK_TABLE,
  });
  const { error } = await migrator.migrateToLatest();
  // A driver's error may be another realm's, and then no instance of this one's Error.
  if (error !== undefined) throw error instanceof Error ? error : new Error((error as Error).message, { cause: error });
  return made;
}

const LEDGER_COLUMNS = {
  [MIGRATION_TABLE]: 'name VARCHAR(255) NOT NULL PRIMARY KEY, timestamp VARCHAR(255) NOT NULL',
  [MIGRATION_LOCK_TABLE]: 'id VARCHAR(255) NOT NULL PRIMARY KEY, is_locked INTEGER NOT NULL DEFAULT 0',
} as const;

/** The migrator's own tables, which it would otherwise make itself, by the server's defaults. */
async function makeLedger(db: UntypedDatabase, dialect: SqlDialect): Promise<void> {
  const { tableOptions } = dialect;
  if (tableOptions === undefined) return;
  const columns = await readColumns(db, dialect);
  for (const [table, definition] of Object.entries(LEDGER_COLUMNS)) {
    if (!columns.has(table))
      await sql.raw(`CREATE TABLE IF NOT EXISTS ${table} (${definition}) ${tableOptions}`).execute(db);
  }
}

/** A table that somebody dropped since is to be made again. */
async function forgetMissing(db: UntypedDatabase, dialect: SqlDialect, migrations: Migrations): Promise<void> {
  if (!(await readColumns(db, dialect)).has(MIGRATION_TABLE)) return;
  // In this order, or a migration that another process runs right now would look like one that was undone.
  const done = await readDone(db, dialect);
  const columns = await readColumns(db, dialect);
  const undone = done.filter((name) => pendingOf(only(migrations, name), dialect, columns).length > 0);
  if (undone.length === 0) return;
  const tables = db.$extendTables<{ [MIGRATION_TABLE]: { name: string } }>();
  await tables.deleteFrom(MIGRATION_TABLE).where('name', 'in', undone).execute();
}

function only(migrations: Migrations, name: string): Migrations {
  return { [name]: migrations[name] ?? [] };
}

/** What is the matter, and what to do about it. */
export function describeState(state: TableState, title: string): string {
  switch (state.kind) {
    case 'current':
      return `all tables of ${title} are there`;
    case 'empty':
      return 'the database is empty: run "postern migrate"';
    case 'incomplete':
      return `the database lacks ${list(state.tables)}: run "postern migrate"`;
    case 'newer':
      return `the database was made by a newer Postern (${list(state.migrations)}): install that release or a later one`;
    case 'absent':
      return (
        `the database lacks ${list(state.tables)}, which ${title} makes: ` +
        'set POSTERN_DATABASE_URL to its database, or POSTERN_MAIL_SCHEMA to what is there'
      );
    case 'foreign':
      return (
        `the database has tables that are not ${title}'s (they lack ${list(state.columns)}): ` +
        'set POSTERN_MAIL_SCHEMA to what is there, or POSTERN_DATABASE_URL to another database, where "postern migrate" makes its own'
      );
  }
}

const list = (names: readonly string[]) => names.join(', ');
