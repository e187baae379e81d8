import { Migrator } from 'kysely/migration';
import type { MailSchema, Migrations, UntypedDatabase } from './schemas/mail-schema.js';

const MIGRATION_TABLE = 'postern_migration';
const MIGRATION_LOCK_TABLE = 'postern_migration_lock';

export type TableState =
  | { readonly kind: 'current' }
  /** None of the tables are there yet. */
  | { readonly kind: 'empty' }
  /** Made by an older release. */
  | { readonly kind: 'outdated' }
  /** Made by a newer release, which alone knows what they mean. */
  | { readonly kind: 'newer'; readonly migrations: readonly string[] }
  /** Tables of these names that we did not make. */
  | { readonly kind: 'foreign'; readonly tables: readonly string[] };

/** Reads only. */
export async function readTableState(
  db: UntypedDatabase,
  schema: MailSchema,
  migrations: Migrations,
): Promise<TableState> {
  const present = (await db.introspection.getTables({ withInternalKyselyTables: true })).map((table) => table.name);
  const done = present.includes(MIGRATION_TABLE) ? await readDone(db) : [];
  const unknown = done.filter((name) => !Object.hasOwn(migrations, name));
  if (unknown.length > 0) return { kind: 'newer', migrations: unknown };
  if (done.length === 0) {
    const foreign = schema.tables.filter((name) => present.includes(name));
    return foreign.length > 0 ? { kind: 'foreign', tables: foreign } : { kind: 'empty' };
  }
  return { kind: done.length < Object.keys(migrations).length ? 'outdated' : 'current' };
}

async function readDone(db: UntypedDatabase): Promise<string[]> {
  const tables = db.$extendTables<{ [MIGRATION_TABLE]: { name: string } }>();
  const rows = await tables.selectFrom(MIGRATION_TABLE).select('name').execute();
  return rows.map((row) => row.name);
}

/** Applies what is missing, all of it or nothing. Returns the names of what was applied. */
export async function applyMigrations(db: UntypedDatabase, migrations: Migrations): Promise<readonly string[]> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve({ ...migrations }) },
    migrationTableName: MIGRATION_TABLE,
    migrationLockTableName: MIGRATION_LOCK_TABLE,
  });
  const { error, results } = await migrator.migrateToLatest();
  // A driver's error may be another realm's, and then no instance of this one's Error.
  if (error !== undefined) throw error instanceof Error ? error : new Error((error as Error).message, { cause: error });
  return (results ?? []).map((result) => result.migrationName);
}
