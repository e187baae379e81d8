import type { Feature, MailSchema, Migrations } from './mail-schema.js';

/**
 * The schema where only some features are on: the tables of the others are neither missed nor made. Migrations keep their names, for one that took place earlier must still be known; one that made nothing is run again once a table of its is missed.
 */
export function withoutOptionalTables(schema: MailSchema, features: ReadonlySet<Feature>): MailSchema {
  const isNeeded = (table: string) => {
    const feature = schema.tables[table]?.optional;
    return feature === undefined || features.has(feature);
  };
  const needed = (migrations: Migrations) =>
    Object.fromEntries(
      Object.entries(migrations).map(([name, steps]) => [name, steps.filter(({ table }) => isNeeded(table))]),
    );
  return {
    ...schema,
    tables: Object.fromEntries(Object.entries(schema.tables).filter(([table]) => isNeeded(table))),
    migrations: Object.fromEntries(
      Object.entries(schema.migrations).map(([dialect, migrations]) => [dialect, needed(migrations)]),
    ),
  };
}
