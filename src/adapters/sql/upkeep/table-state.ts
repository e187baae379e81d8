import type { SqlDialect } from '../connections/dialect.js';
import type { UntypedDatabase } from '../connections/untyped-database.js';
import { pendingOf, type Present } from '../own-tables/kit/migrations.js';
import type { MailSchema } from '../schemas/mail-schema.js';
import { SCHEMAS } from '../schemas/schemas.js';
import { MIGRATION_TABLE, readDone, readPresent } from './read-present.js';

export type TableState =
  | { readonly kind: 'current' }
  /** None of the tables are there yet, and all of them are ours to make. */
  | { readonly kind: 'empty' }
  /** Some of those that are ours to make are missing, or columns or indexes of them. */
  | { readonly kind: 'incomplete'; readonly missing: readonly string[] }
  /** Made by a newer release, which alone knows what they mean. */
  | { readonly kind: 'newer'; readonly migrations: readonly string[] }
  /** The mail server's own are missing: this is not its database. */
  | { readonly kind: 'absent'; readonly tables: readonly string[] }
  /** Tables of these names that lack columns: somebody else's. */
  | { readonly kind: 'foreign'; readonly columns: readonly string[] };

export interface Tables extends Present {
  readonly state: TableState;
}

/** Reads only. */
export async function readTables(db: UntypedDatabase, schema: MailSchema, dialect: SqlDialect): Promise<Tables> {
  const present = await readPresent(db, dialect);
  const done = present.columns.has(MIGRATION_TABLE) ? await readDone(db, dialect) : [];
  return { ...present, state: judge(schema, dialect, present, done) };
}

function judge(schema: MailSchema, dialect: SqlDialect, present: Present, done: readonly string[]): TableState {
  const { columns } = present;
  // Another schema of ours may have been here before.
  const known = [schema, ...Object.values<MailSchema>(SCHEMAS)].flatMap((one) => Object.keys(one.migrations));
  const newer = done.filter((name) => !known.includes(name));
  if (newer.length > 0) return { kind: 'newer', migrations: newer };
  const pending = pendingOf(schema.migrations, dialect, present).flatMap(({ names }) => names);
  const lacking = Object.entries(schema.tables).flatMap(([table, { select, insert = [] }]) =>
    [...new Set([...select, ...insert])]
      .filter((column) => columns.get(table)?.has(column) === false)
      .map((column) => `${table}.${column}`)
      .filter((name) => !pending.includes(name)),
  );
  if (lacking.length > 0) return { kind: 'foreign', columns: lacking };
  const missing = Object.keys(schema.tables).filter((table) => !columns.has(table));
  const notOurs = missing.filter((table) => schema.tables[table]?.madeBy === 'mail server');
  if (notOurs.length > 0) return { kind: 'absent', tables: notOurs };
  if (pending.length === 0) return { kind: 'current' };
  const isEmpty = missing.length === Object.keys(schema.tables).length;
  return isEmpty ? { kind: 'empty' } : { kind: 'incomplete', missing: pending };
}

/** What is the matter, and what to do about it. */
export function describeState(state: TableState, title: string): string {
  switch (state.kind) {
    case 'current':
      return `all tables of ${title} are there`;
    case 'empty':
      return 'the database is empty: run "postern migrate"';
    case 'incomplete':
      return `the database lacks ${list(state.missing)}: run "postern migrate"`;
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
