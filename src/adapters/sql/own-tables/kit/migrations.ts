import type { SqlDialect } from '../../connections/dialect.js';
import type { Columns } from '../../schemas/table-use.js';
import { createTable, type OwnTable } from './own-table.js';

/** What a migration does to one table. */
export interface MigrationStep {
  /** Makes the table, as it is today, if it is missing. */
  readonly make: OwnTable;
}

/** By name, in order; a name once released stays. */
export type Migrations = Readonly<Record<string, readonly MigrationStep[]>>;

/** What is missing yet, and the statements that make it. */
export interface Pending {
  readonly name: string;
  readonly statements: readonly string[];
}

export function make(table: OwnTable): MigrationStep {
  return { make: table };
}

/** The steps on tables that are missed. Each migration keeps its name, as it must still be known if it took place earlier. */
export function onlyTables(migrations: Migrations, isNeeded: (table: string) => boolean): Migrations {
  return Object.fromEntries(
    Object.entries(migrations).map(([name, steps]) => [name, steps.filter((step) => isNeeded(step.make.name))]),
  );
}

/** What the migrations would make, in order. */
export function pendingOf(migrations: Migrations, dialect: SqlDialect, columns: Columns): readonly Pending[] {
  return Object.values(migrations)
    .flat()
    .filter((step) => !columns.has(step.make.name))
    .map((step) => ({ name: step.make.name, statements: createTable(step.make, dialect) }));
}
