import { sql } from 'kysely';
import type { AliasRecordsOf } from '../../alias-store/alias-records.js';
import type { AliasTables } from '../../alias-store/alias-tables.js';
import { OWN_OBSTACLES } from '../../own-tables/own-obstacles.js';
import type { LockedDomainTables } from '../../domains/domain-locks.js';
import type { Claim } from '../../batching/claim.js';
import type { SqlDialect } from '../../connections/dialect.js';
import type { UntypedDatabase } from '../../connections/untyped-database.js';
import { aliasOwners } from '../../own-tables/alias-owners.js';
import { posternHandles } from '../../own-tables/postern-handles.js';
import { ignoresCase } from '../../statements/letter-case.js';
import { flag, statementsOf, text } from '../../statements/table-statements.js';
import type { PostfixadminTables } from './tables.js';

export function postfixadminAliases(untyped: UntypedDatabase, dialect: SqlDialect): AliasTables {
  const db = untyped.$extendTables<PostfixadminTables>();
  const table = statementsOf<PostfixadminTables>(dialect);
  const now = dialect.now.compile(db).sql;
  return {
    table: 'alias',
    lockedDomains: DOMAINS,
    aliases: table('alias').lookUp('address', { goto: 'goto', active: 'active' }),
    owners: aliasOwners(dialect),
    mailboxes: table('mailbox').lookUp('username', {}),
    ...posternHandles(untyped, dialect),
    // `alias.goto` has no index, so where PostfixAdmin's own rows forward to is not looked for; a mailbox
    // there is a row of its own.
    obstacles: OWN_OBSTACLES,
    records: recordsOf(dialect),
    activeAliases: (owner) => sql`SELECT 1 AS one FROM postern_alias p JOIN alias a ON a.address = p.address
      WHERE p.owner_email = ${owner} AND a.active = ${dialect.writeFlag(true)}`,
    insertAliases: table('alias').insert(
      {
        address: text(({ alias }: Claim) => alias.address.value),
        goto: text(({ alias }: Claim) => alias.goto.value),
        domain: text(({ alias }: Claim) => alias.address.domain.value),
        active: flag(({ alias }: Claim) => dialect.writeFlag(alias.active)),
      },
      { key: 'address', constants: { created: now, modified: now } },
    ),
    switchAlias: ({ found }, active) => [
      db
        .updateTable('alias')
        .set({ active: dialect.writeFlag(active), modified: dialect.now })
        .where('address', '=', found)
        .compile(),
    ],
    domainNames: () => db.selectFrom('domain').select('domain as name').compile(),
  };
}

/** An owner's are those that were given out to them. All: those of PostfixAdmin's too, but its rows for mailboxes. */
function recordsOf(
  dialect: SqlDialect,
): AliasRecordsOf<PostfixadminTables['postern_alias'], PostfixadminTables['alias']> {
  return {
    numbered: { table: 'postern_alias', owner: 'owner_email' },
    joined: { table: 'alias', only: sql`a.goto <> a.address` },
    columns: {
      id: 'p.id',
      address: 'a.address',
      goto: 'a.goto',
      active: 'a.active',
      created: 'a.created',
      modified: 'a.modified',
      domain: 'a.domain',
    },
    writeFlag: (on) => dialect.writeFlag(on),
  };
}

const DOMAINS: LockedDomainTables = {
  table: 'domain',
  domains: (names) => sql`SELECT domain, aliases AS most, ${ignoresCase('domain')} AS folds FROM domain
    ${names ? sql`WHERE domain IN (${sql.join(names)})` : sql``} ORDER BY domain`,
  /** 0 is no limit; below it, there may be none. */
  limitOf: (most) => (most === 0 ? undefined : Math.max(Number(most), 0)),
  links: (names) => sql`SELECT alias_domain AS alias, target_domain AS target, ${ignoresCase('alias_domain')} AS folds
    FROM alias_domain WHERE alias_domain IN (${sql.join(names)}) OR target_domain IN (${sql.join(names)})`,
  /** As PostfixAdmin counts: all of the domain's aliases, active or not, but not the rows that it keeps for its mailboxes. */
  counted: (domain) => sql`SELECT 1 AS one FROM alias a WHERE a.domain = ${domain}
    AND NOT EXISTS (SELECT 1 FROM mailbox m WHERE m.username = a.address)`,
};
