import { sql } from 'kysely';
import { isOn, type SqlDialect } from '../../connections/dialect.js';
import type { UntypedDatabase } from '../../connections/untyped-database.js';
import type { DomainTables } from '../../domains/sql-domain-registry.js';
import type { HaltmanTables } from './own-tables.js';

type Flags = Partial<Record<'active' | 'active_mx' | 'active_ui' | 'visible', 0 | 1>>;

interface Row {
  readonly id: number;
  readonly name: string;
  readonly active: unknown;
  readonly active_mx: unknown;
  readonly visible: unknown;
}

/**
 * Aliases need a domain that is active both for the mail server and, where the tables know of it, by its MX record.
 *
 * @param columns - the ones that the table has: older ones lack some.
 */
export function haltmanDomains(
  untyped: UntypedDatabase,
  dialect: SqlDialect,
  columns: ReadonlySet<string>,
): DomainTables<Row> {
  const db = untyped.$extendTables<HaltmanTables>();
  const column = (name: keyof Flags) => sql.raw(columns.has(name) ? name : `1 AS ${name}`);
  const present = (flags: Flags): Flags =>
    Object.fromEntries(Object.entries(flags).filter(([name]) => columns.has(name)));
  return {
    canHide: columns.has('visible'),
    rows: sql`SELECT id, name, active, ${column('active_mx')}, ${column('visible')} FROM domain`,
    read: ({ id, active, active_mx, visible }) => ({
      id,
      active: isOn(active) && isOn(active_mx),
      visible: isOn(visible),
    }),
    async insert(trx, name, visible) {
      const flags = present({ active: 1, active_mx: 1, active_ui: 1, visible: visible ? 1 : 0 });
      const query = trx
        .$extendTables<HaltmanTables>()
        .insertInto('domain')
        .values({ name, ...flags });
      return (await dialect.insertUnlessTaken(query, 'name')) !== undefined;
    },
    switch: (name, active) =>
      db
        .updateTable('domain')
        .set(present(active ? { active: 1, active_mx: 1 } : { active: 0 }))
        .where('name', '=', name)
        .compile(),
  };
}
