import { sql } from 'kysely';
import { isOn, type SqlDialect } from '../../connections/dialect.js';
import type { UntypedDatabase } from '../../connections/untyped-database.js';
import type { DomainTables } from '../../domains/sql-domain-registry.js';
import type { PostfixadminTables } from './tables.js';

interface Row {
  readonly name: string;
  readonly active: unknown;
  readonly backupmx: unknown;
  readonly visible: number | null;
}

/** A domain is served while it is active, and not merely passed on to another server. */
export function postfixadminDomains(untyped: UntypedDatabase, dialect: SqlDialect): DomainTables<Row> {
  const db = untyped.$extendTables<PostfixadminTables>();
  const { now } = dialect;
  return {
    canHide: true,
    rows: sql`SELECT d.domain AS name, d.active, d.backupmx, p.visible
      FROM domain d LEFT JOIN postern_domain p ON p.name = d.domain`,
    // Rights and defaults of PostfixAdmin's own hang on a domain of this name, which is none.
    only: sql`d.name <> 'ALL'`,
    read: ({ active, backupmx, visible }) => ({ active: isOn(active) && !isOn(backupmx), visible: visible !== 0 }),
    async insert(untypedTrx, name, visible) {
      const trx = untypedTrx.$extendTables<PostfixadminTables>();
      const row = trx.insertInto('domain').values({
        domain: name,
        description: '',
        aliases: 0,
        mailboxes: 0,
        maxquota: 0,
        quota: 0,
        transport: 'virtual',
        backupmx: dialect.writeFlag(false),
        created: now,
        modified: now,
        active: dialect.writeFlag(true),
      });
      if (!(await dialect.insertUnlessTaken(row, 'domain'))) return false;
      // PostfixAdmin may have had the domain, and deleted it.
      await trx.deleteFrom('postern_domain').where('name', '=', name).execute();
      await trx
        .insertInto('postern_domain')
        .values({ name, visible: visible ? 1 : 0 })
        .execute();
      return true;
    },
    switch: (name, active) =>
      db
        .updateTable('domain')
        .set({ active: dialect.writeFlag(active), modified: now })
        .where('domain', '=', name)
        .compile(),
  };
}
