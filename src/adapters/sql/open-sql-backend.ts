import { Kysely, sql } from 'kysely';
import type { Backend } from '../../application/ports/backend.js';
import type { AddressRules } from '../../domain/addresses/address-rules.js';
import { RecipientDelimiter } from '../../domain/addresses/recipient-delimiter.js';
import { checkTables, lackingToCreate } from './upkeep/check-tables.js';
import { parseDatabaseUrl } from './connections/database-url.js';
import type { ConnectionLimits, PoolUse, Warn } from './connections/dialect.js';
import { DIALECTS } from './connections/dialects.js';
import type { Finding } from './upkeep/finding.js';
import { mendSequences, planSequences } from './upkeep/number-rows.js';
import { pendingOf } from './own-tables/kit/migrations.js';
import { boundAliases, boundDomains } from './schemas/bound-lengths.js';
import type { Feature, MailSchema } from './schemas/mail-schema.js';
import { refuseDialect } from './schemas/refuse-dialect.js';
import { schemaOf } from './schemas/schema-of.js';
import type { SchemaName } from './schemas/schemas.js';
import { withoutOptionalTables } from './schemas/without-optional-tables.js';
import { withPruning } from './schemas/with-pruning.js';
import { runMigrations } from './upkeep/run-migrations.js';
import { describeState, readTables, type TableState } from './upkeep/table-state.js';
import type { UntypedDatabase } from './connections/untyped-database.js';

export const DEFAULT_LIMITS: ConnectionLimits = {
  poolSize: 10,
  connectTimeoutMs: 2_000,
  statementTimeoutMs: 5_000,
  preparedStatements: true,
};

export interface SqlBackendOptions extends Partial<ConnectionLimits> {
  /** One of DATABASE_URL_FORMS. */
  readonly url: string;
  /** Which mail server's tables they are; by name, or as one of the caller's own says. */
  readonly schema: SchemaName | MailSchema;
  /** Whether there are keys by mail: the tables for them are needed then, and otherwise not made. By default not. */
  readonly mail?: boolean;
  /** Is called for what the operator may want to change, though nothing failed of it. */
  readonly warn?: Warn;
  /** Whether old activity is removed, which takes the right to delete it. By default not. */
  readonly prunesActivity?: boolean;
  /** At which characters the mail server splits local parts; `+` by default. */
  readonly recipientDelimiter?: RecipientDelimiter;
  /** Which addresses the service itself uses: `check` warns if an owner has one. */
  readonly addressRules?: AddressRules;
}

export interface SqlBackend extends Backend {
  /** Whether the tables were made by this very opening. */
  readonly isNew: boolean;
  /** Its connections at this moment; absent where there is no pool. */
  readonly poolUse?: (() => PoolUse) | undefined;
  /** As `checkSqlDatabase`, on the connections that are open. */
  check(): Promise<readonly Finding[]>;
}

/** The tables are not ones to work on; the message says what to do. */
export class UnknownTables extends Error {
  override readonly name = 'UnknownTables';
}

/**
 * Opens the database and everything that we keep in it. SQLite's tables are made on the way; on a server that is the operator's to
 * start, by `postern migrate`.
 *
 * @throws UnknownTables, StoreUnavailable, or an Error that names the driver to install or the databases that the schema has.
 */
export async function openSqlBackend(options: SqlBackendOptions): Promise<SqlBackend> {
  const database = await connect(options);
  const { db, dialect, schema } = database;
  try {
    let { state, columns } = await readTables(db, schema, dialect);
    let isNew = false;
    if (dialect.migratesItself && state.kind !== 'current') {
      const made = await migrate(database, state);
      isNew = state.kind === 'empty' && made.length > 0;
      ({ state, columns } = await readTables(db, schema, dialect));
    }
    refuseAllBut(['current'], state, schema.title);
    const { longest } = schema;
    const stores = schema.openStores(db, dialect, columns, options.recipientDelimiter ?? RecipientDelimiter.PLUS);
    return {
      ...stores,
      ...(longest && {
        aliases: boundAliases(stores.aliases, longest),
        domains: boundDomains(stores.domains, longest),
      }),
      // No map asks for them, so mail to them would be refused.
      ...(schema.handleTable === undefined && { handles: undefined }),
      probe: { ping: () => ping(db, Object.keys(schema.tables)) },
      close: () => db.destroy(),
      poolUse: database.poolUse,
      isNew,
      check: () => checkTables(db, schema, dialect, options.addressRules),
    };
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

/**
 * Makes the tables that are missing and ours to make, adds what came later to older ones of ours, and lets the sequences of ours go on
 * behind their rows. Returns the names of what was added, and of the sequences mended.
 */
export async function migrateSqlTables(options: SqlBackendOptions): Promise<readonly string[]> {
  return withDatabase(options, async (database) => {
    const { db, schema, dialect } = database;
    const { state, columns } = await readTables(db, schema, dialect);
    const made = await migrate(database, state);
    return [...made, ...(await mendSequences(db, schema, dialect, columns))];
  });
}

/** What `migrateSqlTables` would run. Changes nothing. */
export async function planSqlTables(options: SqlBackendOptions): Promise<readonly string[]> {
  return withDatabase(options, async ({ db, schema, dialect }) => {
    const { state, ...present } = await readTables(db, schema, dialect);
    refuseAllBut(MIGRATABLE, state, schema.title);
    const pending = pendingOf(schema.migrations, dialect, present);
    const sequences = await planSequences(db, schema, dialect, present.columns);
    return [...pending.flatMap(({ statements }) => statements), ...sequences.map(({ mend }) => mend)];
  });
}

/** Looks at everything that the service will rely on, and changes nothing. */
export async function checkSqlDatabase(options: SqlBackendOptions): Promise<readonly Finding[]> {
  return withDatabase(options, ({ db, schema, dialect }) => checkTables(db, schema, dialect, options.addressRules));
}

type Database = Awaited<ReturnType<typeof connect>>;

async function connect(options: SqlBackendOptions) {
  const { url, schema: given, mail = false, prunesActivity = false, warn, ...limits } = options;
  const schema = prunesActivity ? withPruning(schemaOf(given)) : schemaOf(given);
  const parsed = parseDatabaseUrl(url);
  if (!parsed.ok) throw new Error(`the database URL ${parsed.error}`);
  const refusal = refuseDialect(schema, parsed.value.dialect);
  if (refusal !== undefined) throw new Error(refusal);
  const dialect = DIALECTS[parsed.value.dialect];
  const kysely = await dialect.connect(
    parsed.value,
    { ...DEFAULT_LIMITS, ...limits },
    { warn, isOthersFile: schema.keepsFileAsFound },
  );
  const db = new Kysely<unknown>({ dialect: kysely });
  const features = new Set<Feature>(mail ? ['mail'] : []);
  return { db, dialect, poolUse: kysely.poolUse, schema: withoutOptionalTables(schema, features) };
}

async function withDatabase<T>(options: SqlBackendOptions, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await connect(options);
  try {
    return await work(database);
  } finally {
    await database.db.destroy();
  }
}

const MIGRATABLE: readonly TableState['kind'][] = ['current', 'empty', 'incomplete'];

async function migrate({ db, dialect, schema }: Database, state: TableState): Promise<readonly string[]> {
  refuseAllBut(MIGRATABLE, state, schema.title);
  if (state.kind === 'current') return [];
  const grant = await lackingToCreate(db, dialect);
  if (grant !== undefined) throw new UnknownTables(`the database's user may not make tables: ${grant}`);
  return runMigrations(db, schema, dialect);
}

function refuseAllBut(good: readonly TableState['kind'][], state: TableState, title: string): void {
  if (!good.includes(state.kind)) throw new UnknownTables(describeState(state, title));
}

/** A table rather than nothing: a database that was moved away under its name would answer that. */
async function ping(db: UntypedDatabase, [table = '']: readonly string[]): Promise<void> {
  await sql`SELECT 1 FROM ${sql.table(table)} LIMIT 1`.execute(db);
}
