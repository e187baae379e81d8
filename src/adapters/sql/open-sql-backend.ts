import { Kysely, sql } from 'kysely';
import type { Backend } from '../../application/ports/backend.js';
import { DATABASE_URL_FORMS, parseDatabaseUrl } from './database-url.js';
import { DIALECTS } from './dialects/dialects.js';
import type { UntypedDatabase } from './schemas/mail-schema.js';
import { type SchemaName, SCHEMAS } from './schemas/schemas.js';
import { applyMigrations, readTableState, type TableState } from './table-state.js';

export interface SqlBackendOptions {
  /** `sqlite:PATH` */
  readonly url: string;
  /** Which mail server's tables they are. */
  readonly schema: SchemaName;
}

export interface SqlBackend extends Backend {
  /** Whether the tables were made by this very opening. */
  readonly isNew: boolean;
}

/** The tables are not ones to work on; the message says what to do. */
export class UnknownTables extends Error {
  override readonly name = 'UnknownTables';
}

/**
 * Opens the database and everything that we keep in it. SQLite's tables are made and upgraded on the way; on a server that is the
 * operator's to start, by `postern migrate`.
 *
 * @throws UnknownTables, StoreUnavailable, or an Error that names the driver to install.
 */
export async function openSqlBackend(options: SqlBackendOptions): Promise<SqlBackend> {
  const tables = await connect(options);
  try {
    const state = await tables.readState();
    if (!tables.dialect.migratesItself) refuseAllBut(['current'], state);
    const applied = await tables.migrate(state);
    return {
      ...tables.schema.openStores(tables.db, tables.dialect),
      probe: { ping: () => ping(tables.db) },
      close: () => tables.db.destroy(),
      isNew: state.kind === 'empty' && applied.length > 0,
    };
  } catch (error) {
    await tables.db.destroy();
    throw error;
  }
}

/** Makes or upgrades the tables. Returns the names of the migrations that it applied. */
export async function migrateSqlTables(options: SqlBackendOptions): Promise<readonly string[]> {
  const tables = await connect(options);
  try {
    return await tables.migrate(await tables.readState());
  } finally {
    await tables.db.destroy();
  }
}

async function connect(options: SqlBackendOptions) {
  const url = parseDatabaseUrl(options.url);
  if (!url) throw new Error(`the database URL must be of the form ${DATABASE_URL_FORMS}`);
  const dialect = DIALECTS[url.dialect];
  const schema = SCHEMAS[options.schema];
  const migrations = schema.migrations[url.dialect];
  const db = new Kysely<unknown>({ dialect: await dialect.connect(url.location) });
  return {
    db,
    dialect,
    schema,
    readState: () => readTableState(db, schema, migrations),
    migrate: async (state: TableState): Promise<readonly string[]> => {
      refuseAllBut(['current', 'empty', 'outdated'], state);
      return state.kind === 'current' ? [] : applyMigrations(db, migrations);
    },
  };
}

function refuseAllBut(good: readonly TableState['kind'][], state: TableState): void {
  if (!good.includes(state.kind)) throw new UnknownTables(describe(state));
}

function describe(state: TableState): string {
  switch (state.kind) {
    case 'current':
    case 'empty':
    case 'outdated':
      return `the database's tables are ${state.kind}: run "postern migrate"`;
    case 'newer':
      return `the database was made by a newer Postern (${state.migrations.join(', ')}): install that release or a later one`;
    case 'foreign':
      return (
        `the database has tables that Postern did not make (${state.tables.join(', ')}): ` +
        'set POSTERN_DATABASE_URL to another database, where "postern migrate" makes its own'
      );
  }
}

async function ping(db: UntypedDatabase): Promise<void> {
  await sql`SELECT 1 FROM alias LIMIT 1`.execute(db);
}
