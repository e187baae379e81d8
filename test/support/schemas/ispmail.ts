import { sql } from 'kysely';
import type { AliasRecords } from '../../../src/adapters/sql/alias-store/alias-records.js';
import type { AliasTables } from '../../../src/adapters/sql/alias-store/alias-tables.js';
import { OWN_OBSTACLES } from '../../../src/adapters/sql/own-tables/own-obstacles.js';
import type { DialectName, SqlDialect } from '../../../src/adapters/sql/connections/dialect.js';
import type { UntypedDatabase } from '../../../src/adapters/sql/connections/untyped-database.js';
import { keepPlace, keptOwnerRows, keptOwners } from '../../../src/adapters/sql/own-tables/alias-owners.js';
import { posternHandles } from '../../../src/adapters/sql/own-tables/postern-handles.js';
import { postfixKeys } from '../../../src/adapters/sql/postfix/postfix-keys.js';
import type { MailSchema, PostfixMap } from '../../../src/adapters/sql/schemas/mail-schema.js';
import { canonicalText, ignoresCase } from '../../../src/adapters/sql/statements/letter-case.js';
import { statementsOf } from '../../../src/adapters/sql/statements/table-statements.js';
import { ListedDomains } from './listed-domains.js';
import { OWN, posternStores } from './postern-stores.js';

type Tables = {
  virtual_aliases: { id: number; source: string; destination: string };
  virtual_users: { email: string };
};

const ALL_DESTINATIONS = {
  sqlite: `group_concat(a.destination, ',')`,
  mysql: `GROUP_CONCAT(a.destination SEPARATOR ',')`,
  postgres: `string_agg(a.destination, ',')`,
} as const satisfies Record<DialectName, string>;

/** The ISPmail guide's tables: one row a destination, no unique index on the address, and no column to switch a row off by. */
export const ispmail: MailSchema = {
  title: 'ISPmail',
  dialects: ['sqlite', 'mysql', 'postgres'],
  longest: { address: 100, goto: 100, domain: 50 },
  tables: {
    virtual_domains: {
      madeBy: 'mail server',
      key: 'name',
      repeats: true,
      keyLength: 50,
      select: ['id', 'name'],
      insert: ['name'],
      update: ['name'],
      locks: true,
    },
    virtual_users: { madeBy: 'mail server', key: 'email', keyLength: 100, select: ['email'] },
    virtual_aliases: {
      madeBy: 'mail server',
      key: 'source',
      repeats: true,
      keyLength: 100,
      select: ['id', 'source', 'destination'],
      insert: ['domain_id', 'source', 'destination'],
      update: ['source'],
      delete: true,
    },
    ...OWN.tables,
  },
  aliasRows: '(SELECT source AS address, destination AS goto, 1 AS active FROM virtual_aliases) AS alias',
  handleTable: 'postern_handle',
  migrations: OWN.migrations,
  postfixMaps: maps,
  innerForwards: (dialect) => sql`SELECT source AS address, destination AS goto FROM virtual_aliases
    WHERE destination <> source AND ${dialect.domainOf('destination')} IN (SELECT name FROM virtual_domains)`,
  openStores: (db, dialect, columns, delimiter) => ({
    ...posternStores(db, dialect, {
      columns,
      delimiter,
      tables: aliasTables(db, dialect),
      companions: [keptOwnerRows(dialect)],
      gotos: { table: 'virtual_aliases', column: 'destination', unless: 'source' },
      mailboxes: { table: 'virtual_users', column: 'email' },
    }),
    domains: new ListedDomains(db, dialect, {
      name: 'virtual_domains',
      column: 'name',
      insert: (name) => sql`INSERT INTO virtual_domains (name) VALUES (${name})`,
    }),
  }),
};

function aliasTables(db: UntypedDatabase, dialect: SqlDialect): AliasTables {
  const table = statementsOf<Tables>(dialect);
  const insert = (address: string, goto: string) =>
    sql`INSERT INTO virtual_aliases (domain_id, source, destination)
      SELECT MIN(id), ${address}, ${goto} FROM virtual_domains WHERE name = ${address.replace(/^.*@/, '')}`.compile(db);
  return {
    table: 'virtual_aliases',
    deletesInactive: true,
    lockedDomains: {
      table: 'virtual_domains',
      domains: (names) => sql`SELECT name AS domain, NULL AS most, ${ignoresCase('name')} AS folds FROM virtual_domains
        ${names ? sql`WHERE name IN (${sql.join(names)})` : sql``} ORDER BY name`,
      limitOf: () => undefined,
      counted: () => sql`SELECT 1 AS one`,
    },
    aliases: table('virtual_aliases').lookUp('source', { id: 'id', goto: 'destination' }),
    owners: keptOwners(dialect),
    mailboxes: table('virtual_users').lookUp('email', {}),
    ...posternHandles(db, dialect),
    obstacles: OWN_OBSTACLES,
    records: ownedRecords(dialect),
    activeAliases: (owner) => sql`SELECT 1 AS one FROM postern_alias AS p
      WHERE p.owner_email = ${owner} AND ${hasRow}`,
    insertAliases: (claims) =>
      claims
        .filter(({ alias }) => alias.active)
        .map(({ alias: { address, goto } }) => insert(address.value, goto.value)),
    switchAlias: ({ found, goto }, active) => {
      const address = canonicalText(found);
      return [
        ...(active
          ? goto.split(',').map((one) => insert(address, one))
          : [sql`DELETE FROM virtual_aliases WHERE source = ${found}`.compile(db)]),
        ...keepPlace(db, dialect, { address, goto, active }),
      ];
    },
    domainNames: () => sql<{ name: string }>`SELECT name FROM virtual_domains`.compile(db),
  };
}

/** With the address outside of it: MariaDB loses sight of `p` within a subquery, once that is counted. */
const HAS_ROW = 'p.address IN (SELECT a.source FROM virtual_aliases AS a)';
const hasRow = sql.raw(HAS_ROW);

/** Of postern_alias, with what the rows say: one that the guide's owner deleted by hand is no alias any more. */
function ownedRecords(dialect: SqlDialect): AliasRecords {
  const destinations = `(SELECT ${ALL_DESTINATIONS[dialect.name]} FROM virtual_aliases AS a WHERE a.source = p.address)`;
  return {
    all: allRecords(dialect),
    numbered: {
      table: 'postern_alias',
      owner: 'owner_email',
      read: ['goto', 'active', 'created_at', 'modified_at'],
      only: sql`(p.active = 0 OR ${hasRow})`,
    },
    columns: {
      id: 'p.id',
      address: 'p.address',
      goto: `COALESCE(${destinations}, p.goto, p.owner_email)`,
      active: `(CASE WHEN ${HAS_ROW} THEN 1 ELSE 0 END)`,
      created: 'p.created_at',
      modified: 'COALESCE(p.modified_at, p.created_at)',
    },
    writeFlag: Number,
  };
}

/** Those that the guide's owner made too, which have no time. */
function allRecords(dialect: SqlDialect): AliasRecords {
  const modified = 'COALESCE(p.modified_at, p.created_at)';
  return {
    numbered: {
      table: `(SELECT MAX(p.id) AS id, a.source AS address, ${ALL_DESTINATIONS[dialect.name]} AS goto, 1 AS active,
          MAX(p.created_at) AS created, MAX(${modified}) AS modified
        FROM virtual_aliases AS a LEFT JOIN postern_alias AS p ON p.address = a.source GROUP BY a.source
        UNION ALL SELECT p.id, p.address, COALESCE(p.goto, p.owner_email), 0, p.created_at, ${modified}
        FROM postern_alias AS p
        WHERE p.active = 0 AND NOT EXISTS (SELECT 1 FROM virtual_aliases AS a WHERE a.source = p.address))`,
      owner: 'address',
    },
    columns: {
      id: 'p.id',
      address: 'p.address',
      goto: 'p.goto',
      active: 'p.active',
      created: 'p.created',
      modified: 'p.modified',
    },
    order: sql.raw('COALESCE(p.id, 0) DESC, p.address'),
    writeFlag: Number,
  };
}

function maps(dialect: DialectName): readonly PostfixMap[] {
  const { whole, localPart, domain } = postfixKeys(dialect);
  const served = `EXISTS (SELECT 1 FROM virtual_domains d WHERE d.name=${domain})`;
  const parameter = 'virtual_alias_maps';
  return [
    {
      name: 'postern-domains',
      parameter: 'virtual_mailbox_domains',
      query: `SELECT 1 FROM virtual_domains WHERE name=${whole}`,
    },
    { name: 'postern-aliases', parameter, query: `SELECT destination FROM virtual_aliases WHERE source=${whole}` },
    {
      name: 'postern-handles',
      parameter,
      query: `SELECT h.owner_email FROM postern_handle h WHERE h.handle=${localPart} AND h.active=1 AND ${served}`,
    },
  ];
}
