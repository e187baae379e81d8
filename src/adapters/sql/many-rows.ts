import type { QueryResult } from 'kysely';
import type { SqlDialect } from './dialects/dialect.js';
import type { Statement, Step } from './step.js';

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

/** Each must make all of its rows. */
export function insertRows(
  dialect: Spelling,
  { table, columns, constants = {}, key }: InsertedRows,
  rows: readonly (readonly unknown[])[],
): Step[] {
  const names = [...columns, ...Object.keys(constants)].join(', ');
  const end = Object.values(constants).map((constant) => `, ${constant}`);
  const suffix = key === undefined ? '' : ` ${dialect.leaveHeld(key)}`;
  return dialect.slices(rows).map((slice) => ({
    sql: `INSERT INTO ${table} (${names}) VALUES ${tuples(dialect, columns.length, end.join(''), slice.length)}${suffix}`,
    parameters: slice.flat(),
    changes: slice.length,
  }));
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
): Statement[] {
  return dialect.slices(values).map((slice) => ({
    sql: `SELECT ${columns.join(', ')} FROM ${table} WHERE ${by} IN (${placeholders(dialect, slice.length)}) ${end}`,
    parameters: slice,
  }));
}

/** Texts by what they are made of: spelling one out takes as long as the rest of a claim. As many as there are lengths of slices. */
const spelled = new Map<string, string>();

function tuples(dialect: Spelling, columns: number, end: string, count: number): string {
  return once(`${dialect.placeholder(1)} ${columns} ${count} ${end}`, () =>
    Array.from({ length: count }, (_, at) => `(${spell(dialect, at * columns, columns)}${end})`).join(', '),
  );
}

function placeholders(dialect: Spelling, count: number): string {
  return once(`${dialect.placeholder(1)} ${count}`, () => spell(dialect, 0, count));
}

function once(key: string, make: () => string): string {
  const known = spelled.get(key) ?? make();
  spelled.set(key, known);
  return known;
}

function spell({ placeholder }: Spelling, from: number, count: number): string {
  return Array.from({ length: count }, (_, at) => placeholder(from + at + 1)).join(', ');
}
