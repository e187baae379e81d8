import { sql } from 'kysely';
import { MAX_FORWARDS_EXAMINED, MAX_FORWARDS_FOLLOWED } from '../../upkeep/find-forwarding-loops.js';
import type { KeysDatabase } from '../../own-tables/keys-table.js';
import type { MailSchema } from '../mail-schema.js';
import { MAIL_TABLE_USES, mailMigrations } from '../../own-tables/mail-tables.js';
import { openMailStores } from '../../own-tables/open-mail-stores.js';
import { openQuotaRegistry } from '../../own-tables/open-quota-registry.js';
import { OWNER_TABLE_USES, ownerMigrations } from '../../own-tables/owner-table.js';
import { type BansDatabase, BANS_TABLE_USE, SqlBanRegistry } from '../../own-tables/sql-ban-registry.js';
import { SqlKeyRegistry } from '../../own-tables/sql-key-registry.js';
import { SqlOwnerLookup } from '../../own-tables/sql-owner-lookup.js';
import { postfixadminMigrations } from './migrations.js';
import { PostfixadminActivityLog } from './postfixadmin-activity-log.js';
import { PostfixadminAliasStore } from './postfixadmin-alias-store.js';
import { PostfixadminDomainRegistry } from './postfixadmin-domain-registry.js';
import { PostfixadminHandleStore } from './postfixadmin-handle-store.js';
import { postfixadminMaps } from './postfix-maps.js';
import type { PostfixadminTables } from './tables.js';

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
    postern_alias: {
      madeBy: 'postern',
      key: 'address',
      select: ['id', 'address', 'owner_email'],
      insert: ['address', 'owner_email'],
      claims: true,
    },
    postern_handle: {
      madeBy: 'postern',
      key: 'handle',
      select: ['id', 'handle', 'owner_email', 'active'],
      insert: ['handle', 'owner_email'],
      claims: true,
      update: ['active'],
    },
    postern_activity: {
      madeBy: 'postern',
      select: ['id', 'owner_email', 'type', 'address', 'occurred_at'],
      insert: ['owner_email', 'type', 'address'],
      insertWherePresent: ['key_id', 'request_id', 'request_ip', 'user_agent'],
      pruned: true,
    },
    postern_domain: { madeBy: 'postern', select: ['name', 'visible'], insert: ['name', 'visible'], delete: true },
    postern_key: {
      madeBy: 'postern',
      key: 'token_hash',
      select: ['id', 'owner_email', 'token_hash', 'status', 'created_at', 'expires_at', 'last_used_at'],
      insert: ['owner_email', 'token_hash', 'created_at', 'expires_at'],
      update: ['status', 'revoked_at', 'last_used_at'],
    },
    postern_ban: BANS_TABLE_USE,
    ...OWNER_TABLE_USES,
    ...MAIL_TABLE_USES,
  },
  handleTable: 'postern_handle',
  migrations: {
    sqlite: { ...postfixadminMigrations('sqlite'), ...mailMigrations('sqlite'), ...ownerMigrations('sqlite') },
    mysql: { ...postfixadminMigrations('mysql'), ...mailMigrations('mysql'), ...ownerMigrations('mysql') },
    postgres: { ...postfixadminMigrations('postgres'), ...mailMigrations('postgres'), ...ownerMigrations('postgres') },
  },
  postfixMaps: postfixadminMaps,
  innerForwards: (dialect) => sql`SELECT address, goto FROM
    (SELECT address, goto FROM alias WHERE active = ${dialect.writeFlag(true)} LIMIT ${MAX_FORWARDS_EXAMINED}) AS examined
    WHERE goto <> address AND ${dialect.domainOf('goto')} IN (SELECT domain FROM domain) LIMIT ${MAX_FORWARDS_FOLLOWED}`,
  openStores(untyped, dialect, columns, delimiter) {
    const db = untyped.$extendTables<PostfixadminTables>();
    const activity = new PostfixadminActivityLog(db, dialect, columns.get('postern_activity') ?? new Set());
    return {
      aliases: new PostfixadminAliasStore(db, dialect, activity, delimiter),
      activity,
      handles: new PostfixadminHandleStore(db, dialect, activity, delimiter),
      domains: new PostfixadminDomainRegistry(db, dialect),
      keys: new SqlKeyRegistry(untyped.$extendTables<KeysDatabase>(), dialect, 'postern_key'),
      bans: new SqlBanRegistry(untyped.$extendTables<BansDatabase>(), dialect, 'postern_ban'),
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
      quotas: openQuotaRegistry(untyped, dialect, columns),
      mail: openMailStores(untyped, dialect, columns, 'postern_key'),
    };
  },
};
