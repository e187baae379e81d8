import { CompiledQuery, type InsertType, type SelectType } from 'kysely';
import type { SqlDialect } from '../connections/dialect.js';
import type { ValueKind } from '../connections/many-values.js';

/**
 * Statements about many rows of a table, typed by its columns. They are written as text, once for
 * each number of rows: a tree with a node for each value takes longer to compile than the statement
 * takes to run. All names in them are a schema's own, never a caller's.
 */
export interface TableStatements<Columns> {
  /** Returns the INSERT statements of many rows; none for no row. */
  insert<Row>(
    columns: WrittenColumns<Columns, Row>,
    options?: InsertOptions<Columns>,
  ): (rows: readonly Row[]) => readonly CompiledQuery<never>[];

  /** Finds rows by the values of a column; `selected` says which columns are read as what. */
  lookUp<Selected extends Readonly<Record<string, Name<Columns>>>>(
    by: Name<Columns>,
    selected: Selected,
  ): LookUp<{ readonly [As in keyof Selected]: SelectType<Columns[Selected[As]]> }>;
}

type Name<Columns> = keyof Columns & string;

/** A column that is inserted: what kind of value it holds, and how to read it from what is stored. */
interface WrittenColumn<Row, Value> {
  readonly kind: ValueKind;
  readonly of: (row: Row) => Value;
}

type WrittenColumns<Columns, Row> = {
  readonly [Column in Name<Columns>]?: WrittenColumn<Row, InsertType<Columns[Column]>>;
};

interface InsertOptions<Columns> {
  /** SQL for columns that hold the same in all rows. */
  readonly constants?: { readonly [Column in Name<Columns>]?: string };
  /** The unique column by which a row that is there already is left out. */
  readonly key?: Name<Columns>;
  /** Whether it is written over instead. */
  readonly overwrites?: boolean;
}

/** Rows that are found by one of many texts. */
export interface LookUp<Row> {
  /**
   * The statements, each row with the text of the column as `found`, which may be another spelling
   * than was looked for. `end` is SQL.
   */
  find(values: readonly string[], end?: string): readonly CompiledQuery<Found<Row>>[];
}

export type Found<Row> = Row & { readonly found: string };

export const text = <Row, Value extends string | null>(of: (row: Row) => Value) => ({ kind: 'text', of }) as const;
export const number = <Row, Value extends number | null>(of: (row: Row) => Value) => ({ kind: 'number', of }) as const;
export const flag = <Row, Value extends boolean | number>(of: (row: Row) => Value) => ({ kind: 'flag', of }) as const;
export const time = <Row, Value extends string | null>(of: (row: Row) => Value) => ({ kind: 'time', of }) as const;
export const bytes = <Row, Value extends Uint8Array | null>(of: (row: Row) => Value) =>
  ({ kind: 'bytes', of }) as const;

type Spelling = Pick<SqlDialect, 'manyValues' | 'leaveHeld' | 'overwriteHeld'>;

/** Statements about the tables of a database. */
export function statementsOf<DB>(dialect: Spelling) {
  return <Table extends keyof DB & string>(table: Table): TableStatements<DB[Table]> => ({
    insert: (columns, options) => insertInto(dialect, table, columns, options),
    lookUp: (by, selected) => lookUpIn(dialect, table, by, selected),
  });
}

function insertInto<Columns, Row>(
  { manyValues, leaveHeld, overwriteHeld }: Spelling,
  table: string,
  columns: WrittenColumns<Columns, Row>,
  { constants = {}, key, overwrites = false }: InsertOptions<Columns> = {},
): (rows: readonly Row[]) => readonly CompiledQuery<never>[] {
  const written = Object.values<WrittenColumn<Row, unknown> | undefined>(columns).flatMap((column) => column ?? []);
  const kinds = written.map(({ kind }) => kind);
  const values = written.map(({ of }) => of);
  const all = [...Object.keys(columns), ...Object.keys(constants)];
  const names = all.join(', ');
  const held = (name: string) => (overwrites ? overwriteHeld(name, all) : leaveHeld(name));
  const suffix = key === undefined ? '' : ` ${held(key)}`;
  const fixed = Object.values<string | undefined>(constants).flatMap((constant) => constant ?? []);
  const textOf = once((count) => {
    const rows = manyValues.rowsText(kinds, fixed, count);
    return `INSERT INTO ${table} (${names}) ${rows}${suffix}`;
  });
  return (rows) =>
    manyValues
      .slices(rows)
      .map((slice) => CompiledQuery.raw(textOf(slice.length), manyValues.rowsParameters(slice, values)))
      .map((query) => query as CompiledQuery<never>);
}

function lookUpIn(
  { manyValues }: Pick<SqlDialect, 'manyValues'>,
  table: string,
  by: string,
  selected: Readonly<Record<string, string>>,
): LookUp<never> {
  const columns = Object.entries(selected).map(([as, column]) => `${column} AS ${as}`);
  const start = `SELECT ${[`${by} AS found`, ...columns].join(', ')} FROM ${table} WHERE ${by}`;
  const textOf = once((count) => `${start} ${manyValues.oneOfText(count)}`);
  return {
    find: (values, end = '') =>
      manyValues.slices(values).map((slice) => {
        const parameters = manyValues.oneOfParameters(slice);
        const sql = textOf(slice.length);
        return CompiledQuery.raw(end === '' ? sql : `${sql} ${end}`, parameters);
      }),
  };
}

/** The text for a number of values, made once. There are as many texts as a slice has values at most. */
function once(make: (count: number) => string): (count: number) => string {
  const texts = new Map<number, string>();
  return (count) => {
    let known = texts.get(count);
    if (known === undefined) texts.set(count, (known = make(count)));
    return known;
  };
}
