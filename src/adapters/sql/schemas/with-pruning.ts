import type { MailSchema, TableUse } from './mail-schema.js';

/** The schema if old rows of its logs are deleted: that takes a right more. */
export function withPruning(schema: MailSchema): MailSchema {
  const use = (table: TableUse): TableUse => (table.pruned ? { ...table, delete: true } : table);
  return {
    ...schema,
    tables: Object.fromEntries(Object.entries(schema.tables).map(([name, table]) => [name, use(table)])),
  };
}
