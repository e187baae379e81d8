import { CompiledQuery } from 'kysely';
import type { SqlDialect } from '../connections/dialect.js';
import type { ValueKind } from '../connections/many-values.js';

/**
 * Statements about many rows, written as text: a tree with a node for each value takes longer to compile than the statement takes
 * to run. All names in them are a schema's own, never a caller's.
 */

type Spelling = Pick<SqlDialect, 'manyValues' | 'leaveHeld'>;

export interface InsertedRows {
  readonly table: string;
  /** The columns of the values, with what they hold. */
  readonly columns: Readonly<Record<string, ValueKind>>;
  /** What all rows have alike: SQL by column. */
  readonly constants?: Readonly<Record<string, string>>;
  /** The unique column by which a row that is there already is left out. */
  readonly key?: string;
}

export function insertRows(
  { manyValues, leaveHeld }: Spelling,
  { table, columns, constants = {}, key }: InsertedRows,
  rows: readonly (readonly unknown[])[],
): CompiledQuery[] {
  const names = [...Object.keys(columns), ...Object.keys(constants)].join(', ');
  const suffix = key === undefined ? '' : ` ${leaveHeld(key)}`;
  return manyValues.slices(rows).map((slice) => {
    const source = manyValues.rows(Object.values(columns), Object.values(constants), slice);
    return CompiledQuery.raw(`INSERT INTO ${table} (${names}) ${source.sql}${suffix}`, source.parameters);
  });
}

export interface SoughtRows {
  readonly table: string;
  readonly columns: readonly string[];
  /** The column that holds one of the values. */
  readonly by: string;
  /** What ends the statement, as SQL. */
  readonly end?: string;
}

export function selectRows(
  { manyValues }: Pick<Spelling, 'manyValues'>,
  { table, columns, by, end = '' }: SoughtRows,
  values: readonly string[],
): CompiledQuery[] {
  return manyValues.slices(values).map((slice) => {
    const { sql, parameters } = manyValues.oneOf(slice);
    return CompiledQuery.raw(`SELECT ${columns.join(', ')} FROM ${table} WHERE ${by} ${sql} ${end}`, parameters);
  });
}
