import { sql } from 'kysely';
import { MAX_FORWARDS_EXAMINED, MAX_FORWARDS_FOLLOWED } from '../../upkeep/find-forwarding-loops.js';
import { usesOf } from '../../own-tables/kit/own-table.js';
import { OWN_TABLES, ownMigrations } from '../../own-tables/own-migrations.js';
import type { MailSchema } from '../mail-schema.js';
import { SqlDomainRegistry } from '../../domains/sql-domain-registry.js';
import { openOwnStores } from '../../own-tables/open-own-stores.js';
import { postfixadminDomains } from './domain-tables.js';
import { SqlOwnerLookup } from '../../own-tables/sql-owner-lookup.js';
import { openAliasStores } from '../../alias-store/open-alias-stores.js';
import { posternActivity } from '../../own-tables/postern-activity.js';
import { ownerRows } from '../../own-tables/alias-owners.js';
import { postfixadminAliases } from './alias-tables.js';
import { postfixadminMaps } from './postfix-maps.js';

/** PostfixAdmin's tables, which are its own to make and to change, and ours beside them. */
export const postfixadmin: MailSchema = {
  title: 'PostfixAdmin',
  dialects: ['sqlite', 'mysql', 'postgres'],
  tables: {
    domain: {
      madeBy: 'mail server',
      key: 'domain',
      select: ['domain', 'aliases', 'backupmx', 'active'],
      insert: [
        'domain',
        'description',
        'aliases',
        'mailboxes',
        'maxquota',
        'quota',
        'transport',
        'backupmx',
        'created',
        'modified',
        'active',
      ],
      claims: true,
      update: ['modified', 'active'],
      locks: true,
    },
    alias: {
      madeBy: 'mail server',
      key: 'address',
      select: ['address', 'goto', 'domain', 'created', 'modified', 'active'],
      insert: ['address', 'goto', 'domain', 'created', 'modified', 'active'],
      claims: true,
      update: ['modified', 'active'],
    },
    alias_domain: { madeBy: 'mail server', key: 'alias_domain', select: ['alias_domain', 'target_domain', 'active'] },
    mailbox: { madeBy: 'mail server', key: 'username', select: ['username'] },
    ...usesOf(OWN_TABLES),
  },
  handleTable: 'postern_handle',
  migrations: ownMigrations(OWN_TABLES),
  postfixMaps: postfixadminMaps,
  innerForwards: (dialect) => sql`SELECT address, goto FROM
    (SELECT address, goto FROM alias WHERE active = ${dialect.writeFlag(true)} LIMIT ${MAX_FORWARDS_EXAMINED}) AS examined
    WHERE goto <> address AND ${dialect.domainOf('goto')} IN (SELECT domain FROM domain) LIMIT ${MAX_FORWARDS_FOLLOWED}`,
  openStores(untyped, dialect, columns, delimiter) {
    return {
      ...openAliasStores(untyped, dialect, {
        tables: postfixadminAliases(untyped, dialect),
        activity: posternActivity(dialect, columns.get('postern_activity') ?? new Set()),
        companions: [ownerRows(dialect)],
        delimiter,
      }),
      domains: new SqlDomainRegistry(untyped, dialect, postfixadminDomains(untyped, dialect)),
      owners: new SqlOwnerLookup(
        untyped,
        [
          { table: 'alias', column: 'goto', key: 'address', unless: 'address' },
          { table: 'postern_alias', column: 'owner_email', key: 'id' },
          { table: 'postern_handle', column: 'owner_email', key: 'id' },
          { table: 'postern_key', column: 'owner_email', key: 'id' },
        ],
        { table: 'mailbox', column: 'username' },
      ),
      ...openOwnStores(untyped, dialect, columns, { keys: 'postern_key', bans: 'postern_ban' }),
    };
  },
};
