import { onlyTables } from '../own-tables/kit/migrations.js';
import type { Feature, MailSchema } from './mail-schema.js';

/**
 * The schema where only some features are on: the tables of the others are neither missed nor made. Migrations keep their names, for one that took place earlier must still be known; one that made nothing is run again once a table of its is missed.
 */
export function withoutOptionalTables(schema: MailSchema, features: ReadonlySet<Feature>): MailSchema {
  const isNeeded = (table: string) => {
    const feature = schema.tables[table]?.optional;
    return feature === undefined || features.has(feature);
  };
  return {
    ...schema,
    tables: Object.fromEntries(Object.entries(schema.tables).filter(([table]) => isNeeded(table))),
    migrations: onlyTables(schema.migrations, isNeeded),
  };
}
