import { sql } from 'kysely';
import type { UntypedDatabase } from '../untyped-database.js';
import type { Sequence } from '../dialect.js';
import { isPostgresDenial } from './judge-postgres-error.js';

interface SequenceRow {
  readonly table: string;
  readonly column: string;
  /** With its schema, quoted. */
  readonly name: string;
  readonly may_use: boolean;
}

/** The sequences that number the rows of these tables. An identity column's is used by the table's own right. */
export async function readSequences(db: UntypedDatabase, tables: readonly string[]): Promise<readonly Sequence[]> {
  if (tables.length === 0) return [];
  const { rows } = await sql<SequenceRow>`SELECT s.table, s.column, s.name,
      s.is_identity OR has_sequence_privilege(s.name, 'USAGE') AS may_use
    FROM (
      SELECT c.relname AS "table", a.attname AS "column", a.attidentity <> '' AS is_identity,
        pg_get_serial_sequence(quote_ident(current_schema()) || '.' || quote_ident(c.relname), a.attname) AS name
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE c.relkind IN ('r', 'p') AND c.relnamespace = current_schema()::regnamespace
        AND c.relname IN (${sql.join(tables)})
    ) s WHERE s.name IS NOT NULL ORDER BY 1, 2`.execute(db);
  const sequences: Sequence[] = [];
  for (const { table, column, name, may_use: mayUse } of rows) {
    const behind = await isBehind(db, table, column, name);
    const mend = `SELECT setval('${name.replaceAll("'", "''")}', (SELECT MAX(${column}) FROM ${table}))`;
    sequences.push({ table, name, mayUse, isBehind: behind, mend });
  }
  return sequences;
}

/** Whether its next number may be taken already, as after rows were copied with theirs. Unknown to a user who may not read it. */
async function isBehind(db: UntypedDatabase, table: string, column: string, name: string): Promise<boolean> {
  try {
    const { rows } = await sql<{ is_behind: boolean | null }>`SELECT
      (SELECT MAX(${sql.ref(column)}) FROM ${sql.table(table)}) >= last_value + is_called::int AS is_behind
      FROM ${sql.raw(name)}`.execute(db);
    return rows[0]?.is_behind === true;
  } catch (error) {
    if (isPostgresDenial(error)) return false;
    throw error;
  }
}
