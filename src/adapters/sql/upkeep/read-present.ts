import { sql } from 'kysely';
import type { SqlDialect } from '../connections/dialect.js';
import type { UntypedDatabase } from '../connections/untyped-database.js';
import type { Present } from '../own-tables/kit/migrations.js';

/** The names of the migrations that took place. */
export const MIGRATION_TABLE = 'postern_migration';

/** Of the tables that a bare name means here. */
export async function readPresent(db: UntypedDatabase, { currentSchema, indexes }: SqlDialect): Promise<Present> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  const here =
    currentSchema && (await sql<{ name: string }>`SELECT ${currentSchema} AS name`.execute(db)).rows[0]?.name;
  const columns = new Map(
    tables
      .filter((table) => here === undefined || table.schema === here)
      .map((table) => [table.name, new Set(table.columns.map((column) => column.name))]),
  );
  const { rows } = await indexes.execute(db);
  return { columns, indexes: new Set(rows.map((row) => `${row.of_table}.${row.index_name}`)) };
}

/** Where it may not be read, the tables must speak for themselves; `check` names the right that lacks. */
export async function readDone(db: UntypedDatabase, dialect: SqlDialect): Promise<string[]> {
  const tables = db.$extendTables<{ [MIGRATION_TABLE]: { name: string } }>();
  try {
    const rows = await tables.selectFrom(MIGRATION_TABLE).select('name').execute();
    return rows.map((row) => row.name);
  } catch (error) {
    if (dialect.isDenied(error)) return [];
    throw error;
  }
}
