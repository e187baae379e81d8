import { sql } from 'kysely';
import type { AliasRecords } from '../../../src/adapters/sql/alias-store/alias-records.js';
import type { AliasTables, AliasRow, Companion } from '../../../src/adapters/sql/alias-store/alias-tables.js';
import { OWN_OBSTACLES } from '../../../src/adapters/sql/own-tables/own-obstacles.js';
import type { Claim } from '../../../src/adapters/sql/batching/claim.js';
import type { SqlDialect } from '../../../src/adapters/sql/connections/dialect.js';
import type { UntypedDatabase } from '../../../src/adapters/sql/connections/untyped-database.js';
import { aliasOwners, ownerRows } from '../../../src/adapters/sql/own-tables/alias-owners.js';
import { posternHandles } from '../../../src/adapters/sql/own-tables/postern-handles.js';
import type { MailSchema } from '../../../src/adapters/sql/schemas/mail-schema.js';
import { ignoresCase } from '../../../src/adapters/sql/statements/letter-case.js';
import type { Found, LookUp } from '../../../src/adapters/sql/statements/table-statements.js';
import { ListedDomains } from './listed-domains.js';
import { OWN, posternStores } from './postern-stores.js';

/** Where an alias goes: of several recipients, to none that is an owner's own. */
const GOTO = `COALESCE((SELECT CASE WHEN COUNT(*) = 1 THEN MAX(r.address) END
  FROM modoboa_admin_aliasrecipient AS r WHERE r.alias_id = a.id), '')`;

/** Modoboa's tables: an alias and its recipients are rows of two tables, the second with the number of the first. */
export const modoboa: MailSchema = {
  title: 'Modoboa',
  dialects: ['sqlite', 'mysql', 'postgres'],
  keepsFileAsFound: true,
  tables: {
    admin_domain: {
      madeBy: 'mail server',
      key: 'name',
      keyLength: 253,
      select: ['id', 'name', 'enabled'],
      insert: ['creation', 'last_modification', 'name', 'enabled', 'type'],
      update: ['name'],
      locks: true,
    },
    admin_mailbox: { madeBy: 'mail server', select: ['id', 'address', 'domain_id'] },
    admin_alias: {
      madeBy: 'mail server',
      key: 'address',
      repeats: true,
      select: ['id', 'address', 'enabled', 'internal', 'creation', 'last_modification'],
      insert: ['creation', 'last_modification', 'address', 'enabled', 'internal', 'description', 'domain_id'],
      update: ['address', 'enabled', 'last_modification'],
    },
    modoboa_admin_aliasrecipient: {
      madeBy: 'mail server',
      select: ['id', 'address', 'alias_id', 'r_mailbox_id'],
      insert: ['address', 'alias_id', 'r_mailbox_id'],
    },
    ...OWN.tables,
  },
  aliasRows: `(SELECT a.address AS address, r.address AS goto, a.enabled AS active FROM admin_alias AS a
    JOIN modoboa_admin_aliasrecipient AS r ON r.alias_id = a.id) AS alias`,
  migrations: OWN.migrations,
  postfixMaps: () => [],
  innerForwards: (dialect) => sql`SELECT a.address AS address, r.address AS goto FROM admin_alias AS a
    JOIN modoboa_admin_aliasrecipient AS r ON r.alias_id = a.id AND r.address <> a.address
    WHERE a.enabled = ${dialect.writeFlag(true)} AND ${dialect.domainOf('r.address')} IN (SELECT name FROM admin_domain)`,
  openStores: (db, dialect, columns, delimiter) => ({
    ...posternStores(db, dialect, {
      columns,
      delimiter,
      tables: aliasTables(db, dialect),
      companions: [recipients(db, dialect), ownerRows(dialect)],
      gotos: { table: 'modoboa_admin_aliasrecipient', column: 'address' },
    }),
    domains: new ListedDomains(db, dialect, {
      name: 'admin_domain',
      column: 'name',
      insert: (name) => sql`INSERT INTO admin_domain (creation, last_modification, name, enabled, type)
        VALUES (${dialect.now}, ${dialect.now}, ${name}, ${dialect.writeFlag(true)}, 'domain')`,
    }),
  }),
};

/** The second row of each alias, once the first is there and has its number. A recipient with a mailbox here is said to be it. */
function recipients(db: UntypedDatabase, dialect: SqlDialect): Companion {
  const off = dialect.writeFlag(false);
  return {
    name: 'recipients',
    claimed: (claims) =>
      claims.map(({ alias: { address, goto } }) =>
        sql`INSERT INTO modoboa_admin_aliasrecipient (address, alias_id, r_mailbox_id)
          SELECT ${goto.value}, a.id, (SELECT MIN(m.id) FROM admin_mailbox AS m JOIN admin_domain AS d ON d.id = m.domain_id
            WHERE m.address = ${goto.handle.value} AND d.name = ${goto.domain.value})
          FROM admin_alias AS a WHERE a.address = ${address.value} AND a.internal = ${off}`.compile(db),
      ),
    check({ affected }, claims) {
      if (affected < claims.length) throw new Error('an alias has no recipient');
    },
  };
}

function aliasTables(db: UntypedDatabase, dialect: SqlDialect): AliasTables {
  const { now } = dialect;
  const writeFlag = (on: boolean) => dialect.writeFlag(on);
  const leaveHeld = sql.raw(dialect.leaveHeld(dialect.name === 'mysql' ? 'admin_alias.id' : 'address, internal'));
  const insert = ({ alias: { address, active } }: Claim) =>
    sql`INSERT INTO admin_alias (creation, last_modification, address, enabled, internal, description, domain_id)
      SELECT ${now}, ${now}, ${address.value}, ${writeFlag(active)}, ${writeFlag(false)}, '', d.id
      FROM admin_domain AS d WHERE d.name = ${address.domain.value}
      ${leaveHeld}`.compile(db);
  return {
    table: 'admin_alias',
    lockedDomains: {
      table: 'admin_domain',
      domains: (names) => sql`SELECT name AS domain, NULL AS most, ${ignoresCase('name')} AS folds FROM admin_domain
        ${names ? sql`WHERE name IN (${sql.join(names)})` : sql``} ORDER BY name`,
      limitOf: () => undefined,
      counted: () => sql`SELECT 1 AS one`,
    },
    aliases: lookUp(db),
    owners: aliasOwners(dialect),
    ...posternHandles(db, dialect),
    obstacles: OWN_OBSTACLES,
    records: records(dialect),
    activeAliases: (owner) => sql`SELECT 1 AS one FROM postern_alias AS p JOIN admin_alias AS a ON a.address = p.address
      WHERE p.owner_email = ${owner} AND a.internal = ${writeFlag(false)} AND a.enabled = ${writeFlag(true)}`,
    insertAliases: (claims) => claims.map(insert),
    switchAlias: ({ id = 0 }, active) => [
      sql`UPDATE admin_alias SET enabled = ${writeFlag(active)}, last_modification = ${now} WHERE id = ${id}`.compile(
        db,
      ),
    ],
    domainNames: () => sql<{ name: string }>`SELECT name FROM admin_domain`.compile(db),
  };
}

/** Of both kinds: a mailbox's own row holds its address too. */
function lookUp(db: UntypedDatabase): LookUp<AliasRow> {
  return {
    find: (values, end = '') =>
      values.length === 0
        ? []
        : [
            sql<Found<AliasRow>>`SELECT a.address AS found, a.id AS id, ${sql.raw(GOTO)} AS goto, a.enabled AS active
              FROM admin_alias AS a WHERE a.address IN (${sql.join(values)}) ${sql.raw(end)}`.compile(db),
          ],
  };
}

function records(dialect: SqlDialect): AliasRecords {
  const destinations = {
    sqlite: `group_concat(r.address, ',')`,
    mysql: `GROUP_CONCAT(r.address SEPARATOR ',')`,
    postgres: `string_agg(r.address, ',')`,
  }[dialect.name];
  return {
    numbered: { table: 'postern_alias', owner: 'owner_email' },
    joined: { table: 'admin_alias', only: sql`a.internal = ${dialect.writeFlag(false)}` },
    columns: {
      id: 'p.id',
      address: 'a.address',
      goto: `COALESCE((SELECT ${destinations} FROM modoboa_admin_aliasrecipient AS r WHERE r.alias_id = a.id), '')`,
      active: 'a.enabled',
      created: 'a.creation',
      modified: 'a.last_modification',
    },
    writeFlag: (on) => dialect.writeFlag(on),
  };
}
