import type { SqlDialect } from '../../connections/dialect.js';
import type { Columns } from '../../schemas/table-use.js';
import { createTable, extendTable, type OwnTable } from './own-table.js';

/** What a database has. */
export interface Present {
  readonly columns: Columns;
  /** `table.index`. */
  readonly indexes: ReadonlySet<string>;
}

/** What is missing, and the statements that add it. */
export interface Pending {
  readonly names: readonly string[];
  readonly statements: readonly string[];
}

/** What a migration does to one table, if that is not done yet. */
export interface MigrationStep {
  readonly table: string;
  pending(dialect: SqlDialect, present: Present): Pending | undefined;
}

/** By name, in order; a name once released stays. */
export type Migrations = Readonly<Record<string, readonly MigrationStep[]>>;

/** Makes the table, as it is today, if it is missing. */
export function make(table: OwnTable): MigrationStep {
  return {
    table: table.name,
    pending: (dialect, { columns }) =>
      columns.has(table.name) ? undefined : { names: [table.name], statements: createTable(table, dialect) },
  };
}

/**
 * Adds columns and indexes that came later to a table of an older release. For our own tables alone: those of a mail server are never
 * altered.
 */
export function extend<const Table extends OwnTable<`postern_${string}`>>(
  table: Table,
  added: {
    readonly columns?: readonly (keyof Table['columns'] & string)[];
    readonly indexes?: readonly (keyof Table['indexes'] & string)[];
  },
): MigrationStep {
  return {
    table: table.name,
    pending(dialect, present) {
      const there = present.columns.get(table.name);
      if (!there) return undefined;
      const columns = (added.columns ?? []).filter((column) => !there.has(column));
      const indexes = (added.indexes ?? []).filter((index) => !present.indexes.has(`${table.name}.${index}`));
      if (columns.length === 0 && indexes.length === 0) return undefined;
      return {
        names: [...columns, ...indexes].map((name) => `${table.name}.${name}`),
        statements: extendTable(table, { columns, indexes }, dialect),
      };
    },
  };
}

/** The steps on tables that are missed. Each migration keeps its name, as it must still be known if it took place earlier. */
export function onlyTables(migrations: Migrations, isNeeded: (table: string) => boolean): Migrations {
  return Object.fromEntries(
    Object.entries(migrations).map(([name, steps]) => [name, steps.filter(({ table }) => isNeeded(table))]),
  );
}

/** What the migrations would change, in order. */
export function pendingOf(migrations: Migrations, dialect: SqlDialect, present: Present): readonly Pending[] {
  return Object.values(migrations)
    .flat()
    .flatMap((step) => step.pending(dialect, present) ?? []);
}
