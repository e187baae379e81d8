import { sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { SqlDialect } from '../connections/dialect.js';
import type { UntypedDatabase } from '../connections/untyped-database.js';
import { type Migrations, pendingOf } from '../own-tables/kit/migrations.js';
import type { MailSchema } from '../schemas/mail-schema.js';
import { MIGRATION_TABLE, readDone, readPresent } from './read-present.js';

const MIGRATION_LOCK_TABLE = 'postern_migration_lock';

/**
 * Adds what is missing and leaves what is there. Returns the names of the tables, columns and indexes added. If DDL is transactional,
 * all of it or nothing; if not (MySQL), each table is one statement, so that a migration cut off half-way goes on where it ended.
 */
export async function runMigrations(
  db: UntypedDatabase,
  schema: MailSchema,
  dialect: SqlDialect,
): Promise<readonly string[]> {
  const { migrations } = schema;
  await forgetMissing(db, dialect, migrations);
  await makeLedger(db, dialect);
  const made: string[] = [];
  const migrationOf = (name: string): Migration => ({
    async up(trx: UntypedDatabase) {
      for (const step of migrations[name] ?? []) {
        // Looked at anew, as the step before it may have made the table with all of its columns.
        const pending = step.pending(dialect, await readPresent(trx, dialect));
        for (const statement of pending?.statements ?? []) await run(trx, dialect, step.table, statement);
        made.push(...(pending?.names ?? []));
      }
    },
  });
  const provided = Object.fromEntries(Object.keys(migrations).map((name) => [name, migrationOf(name)]));
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

async function run(trx: UntypedDatabase, dialect: SqlDialect, table: string, statement: string): Promise<void> {
  try {
    await sql.raw(statement).execute(trx);
  } catch (error) {
    if (!dialect.isDenied(error)) throw error;
    const change = statement.startsWith('CREATE TABLE') ? 'make' : 'alter';
    const remedy = change === 'make' ? 'a user who may' : 'the user who made it';
    throw new Error(`the database's user may not ${change} ${table}: run "postern migrate" as ${remedy}`, {
      cause: error,
    });
  }
}

const LEDGER_COLUMNS = {
  [MIGRATION_TABLE]: 'name VARCHAR(255) NOT NULL PRIMARY KEY, timestamp VARCHAR(255) NOT NULL',
  [MIGRATION_LOCK_TABLE]: 'id VARCHAR(255) NOT NULL PRIMARY KEY, is_locked INTEGER NOT NULL DEFAULT 0',
} as const;

/** The migrator's own tables, which it would otherwise make itself, by the server's defaults. */
async function makeLedger(db: UntypedDatabase, dialect: SqlDialect): Promise<void> {
  const { tableOptions } = dialect;
  if (tableOptions === undefined) return;
  const { columns } = await readPresent(db, dialect);
  for (const [table, definition] of Object.entries(LEDGER_COLUMNS)) {
    if (!columns.has(table))
      await sql.raw(`CREATE TABLE IF NOT EXISTS ${table} (${definition}) ${tableOptions}`).execute(db);
  }
}

/** What somebody dropped since is to be made again. */
async function forgetMissing(db: UntypedDatabase, dialect: SqlDialect, migrations: Migrations): Promise<void> {
  if (!(await readPresent(db, dialect)).columns.has(MIGRATION_TABLE)) return;
  // In this order, or a migration that another process runs right now would look like one that was undone.
  const done = await readDone(db, dialect);
  const present = await readPresent(db, dialect);
  const undone = done.filter((name) => pendingOf({ [name]: migrations[name] ?? [] }, dialect, present).length > 0);
  if (undone.length === 0) return;
  const tables = db.$extendTables<{ [MIGRATION_TABLE]: { name: string } }>();
  await tables.deleteFrom(MIGRATION_TABLE).where('name', 'in', undone).execute();
}
