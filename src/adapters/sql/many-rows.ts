import { CompiledQuery, type QueryResult } from 'kysely';
import type { SqlDialect } from './dialects/dialect.js';

/**
 * Statements about many rows, written as text: a tree with a node for each value takes longer to compile than the statement takes
 * to run. All names in them are a schema's own, never a caller's.
 */

type Spelling = Pick<SqlDialect, 'placeholder' | 'leaveHeld' | 'slices'>;

export interface InsertedRows {
  readonly table: string;
  /** The columns of the values. */
  readonly columns: readonly string[];
  /** What all rows have alike: SQL by column. */
  readonly constants?: Readonly<Record<string, string>>;
  /** The unique column by which a row that is there already is left out. */
  readonly key?: string;
}

export function insertRows(
  dialect: Spelling,
  { table, columns, constants = {}, key }: InsertedRows,
  rows: readonly (readonly unknown[])[],
): CompiledQuery[] {
  const names = [...columns, ...Object.keys(constants)].join(', ');
  const end = Object.values(constants).map((constant) => `, ${constant}`);
  const suffix = key === undefined ? '' : ` ${dialect.leaveHeld(key)}`;
  return dialect.slices(rows).map((slice) => {
    const tuples = slice.map(
      (_, at) => `(${placeholders(dialect, at * columns.length, columns.length)}${end.join('')})`,
    );
    return CompiledQuery.raw(`INSERT INTO ${table} (${names}) VALUES ${tuples.join(', ')}${suffix}`, slice.flat());
  });
}

/** How many rows these INSERTs made. */
export function countInserted(answers: readonly Pick<QueryResult<unknown>, 'numAffectedRows'>[]): number {
  return answers.reduce((sum, { numAffectedRows }) => sum + Number(numAffectedRows ?? 0), 0);
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
  dialect: Spelling,
  { table, columns, by, end = '' }: SoughtRows,
  values: readonly string[],
): CompiledQuery[] {
  return dialect
    .slices(values)
    .map((slice) =>
      CompiledQuery.raw(
        `SELECT ${columns.join(', ')} FROM ${table} WHERE ${by} IN (${placeholders(dialect, 0, slice.length)}) ${end}`,
        [...slice],
      ),
    );
}

function placeholders({ placeholder }: Spelling, from: number, count: number): string {
  return Array.from({ length: count }, (_, at) => placeholder(from + at + 1)).join(', ');
}
