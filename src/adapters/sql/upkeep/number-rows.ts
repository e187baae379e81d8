import { sql } from 'kysely';
import type { Sequence, SqlDialect } from '../connections/dialect.js';
import type { Finding } from './finding.js';
import type { Columns, MailSchema } from '../schemas/mail-schema.js';
import type { UntypedDatabase } from '../connections/untyped-database.js';

/** What is wrong with the sequences that number the rows which we insert. */
export async function checkSequences(
  db: UntypedDatabase,
  schema: MailSchema,
  dialect: SqlDialect,
  columns: Columns,
  account: string,
): Promise<readonly Finding[]> {
  const sequences = await sequencesOf(db, schema, dialect, columns);
  return sequences.flatMap(({ table, name, mayUse, isBehind, mend }): Finding[] => [
    ...(mayUse
      ? []
      : [
          {
            level: 'error' as const,
            topic: 'rights',
            message: `the database's user lacks a right: GRANT USAGE ON SEQUENCE ${name} TO ${account}`,
          },
        ]),
    ...(isBehind
      ? [
          {
            level: 'error' as const,
            topic: 'tables',
            message:
              `the next number of ${name} is taken in ${table}, as after rows were copied with their numbers: run ` +
              (isOurs(schema, table) ? '"postern migrate"' : mend),
          },
        ]
      : []),
  ]);
}

/** The statements that let the sequences of our own tables go on behind the rows there are. */
export async function planSequences(
  db: UntypedDatabase,
  schema: MailSchema,
  dialect: SqlDialect,
  columns: Columns,
): Promise<readonly Sequence[]> {
  const sequences = await sequencesOf(db, schema, dialect, columns);
  return sequences.filter(({ table, isBehind }) => isBehind && isOurs(schema, table));
}

/** Runs them, and returns the names of the sequences. */
export async function mendSequences(
  db: UntypedDatabase,
  schema: MailSchema,
  dialect: SqlDialect,
  columns: Columns,
): Promise<readonly string[]> {
  const sequences = await planSequences(db, schema, dialect, columns);
  for (const { mend } of sequences) await sql.raw(mend).execute(db);
  return sequences.map(({ name }) => name);
}

async function sequencesOf(
  db: UntypedDatabase,
  schema: MailSchema,
  dialect: SqlDialect,
  columns: Columns,
): Promise<readonly Sequence[]> {
  const tables = Object.entries(schema.tables).filter(([table, { insert }]) => insert && columns.has(table));
  return (
    (await dialect.readSequences?.(
      db,
      tables.map(([table]) => table),
    )) ?? []
  );
}

const isOurs = (schema: MailSchema, table: string) => schema.tables[table]?.madeBy === 'postern';
