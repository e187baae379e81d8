import type { DialectName, SqlDialect } from '../../connections/dialect.js';
import type { TableUse } from '../../schemas/table-use.js';
import { type Column, declare } from './columns.js';

type Columns = Readonly<Record<string, Column>>;
type NameOf<C extends Columns> = keyof C & string;
type Use<Name extends string> = Omit<TableUse, 'madeBy' | 'key' | 'select' | 'insert' | 'update'> & {
  readonly key?: Name;
  readonly select: readonly Name[];
  readonly insert?: readonly Name[];
  readonly update?: readonly Name[];
};

/** A table that we make, once for all dialects: its columns, its indexes, and what we do with it. */
export interface OwnTable<Name extends string = string, C extends Columns = Columns> {
  readonly name: Name;
  readonly columns: C;
  /** By name: the columns of each. Those of unique columns come with them. */
  readonly indexes: Readonly<Record<string, readonly string[]>>;
  readonly constraints: readonly string[];
  readonly use: TableUse & Use<string>;
}

/** A row as Kysely has it. */
export type RowOf<Table extends OwnTable> = {
  [Name in keyof Table['columns']]: Table['columns'][Name] extends Column<infer Type> ? Type : never;
};

/** Tables by name, as Kysely has them. */
export type Database<Table extends OwnTable> = { [One in Table as One['name']]: RowOf<One> };

export function ownTable<
  const Name extends string,
  const C extends Columns,
  const U extends Use<NameOf<C>>,
  const Index extends string = never,
>(
  name: Name,
  definition: {
    readonly columns: C;
    readonly indexes?: Readonly<Record<Index, readonly NameOf<C>[]>>;
    readonly constraints?: readonly string[];
    readonly use: U;
  },
) {
  const use = { madeBy: 'postern', ...definition.use } as const;
  const none = {} as Readonly<Record<Index, readonly NameOf<C>[]>>;
  return { constraints: [], ...definition, indexes: definition.indexes ?? none, name, use } satisfies OwnTable<Name, C>;
}

/** As a schema names them. */
export function usesOf(tables: readonly OwnTable[]): Readonly<Record<string, TableUse>> {
  return Object.fromEntries(tables.map(({ name, use }) => [name, use]));
}

/** MySQL takes indexes within CREATE TABLE alone, in one statement, as its DDL is not transactional; the others only after it. */
export function createTable(table: OwnTable, { name: dialect, tableOptions = '' }: SqlDialect): readonly string[] {
  const columns = declarations(table, dialect).map(({ name, declaration }) => `${name} ${declaration}`);
  const indexes = Object.entries(table.indexes);
  const keys = dialect === 'mysql' ? indexes.map(([name, of]) => `KEY ${name} (${of.join(', ')})`) : [];
  const parts = [...columns, ...keys, ...table.constraints].join(', ');
  const create = `CREATE TABLE ${table.name} (${parts}) ${tableOptions}`.trimEnd();
  return dialect === 'mysql' ? [create] : [create, ...indexes.map(([name, of]) => createIndex(table.name, name, of))];
}

/** MySQL takes all of it in one statement, which is done whole or not at all. */
export function extendTable(
  table: OwnTable,
  added: { readonly columns: readonly string[]; readonly indexes: readonly string[] },
  { name: dialect }: SqlDialect,
): readonly string[] {
  const columns = declarations(table, dialect)
    .filter(({ name }) => added.columns.includes(name))
    .map(({ name, declaration }) => `ADD COLUMN ${name} ${declaration}`);
  const indexes = added.indexes.map((name) => ({ name, of: table.indexes[name] ?? [] }));
  const alter = (changes: readonly string[]) => `ALTER TABLE ${table.name} ${changes.join(', ')}`;
  if (dialect === 'mysql')
    return [alter([...columns, ...indexes.map(({ name, of }) => `ADD KEY ${name} (${of.join(', ')})`)])];
  return [
    ...columns.map((column) => alter([column])),
    ...indexes.map(({ name, of }) => createIndex(table.name, name, of)),
  ];
}

function declarations(table: OwnTable, dialect: DialectName) {
  return Object.entries(table.columns).flatMap(([name, column]) => {
    const declaration = declare(column, name, dialect);
    return declaration === undefined ? [] : [{ name, declaration }];
  });
}

function createIndex(table: string, name: string, columns: readonly string[]): string {
  return `CREATE INDEX ${name} ON ${table} (${columns.join(', ')})`;
}
