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
import { HaltmanActivityLog } from './haltman-activity-log.js';
import { HaltmanAliasStore } from './haltman-alias-store.js';
import { HaltmanDomainRegistry } from './haltman-domain-registry.js';
import { HaltmanHandleStore } from './haltman-handle-store.js';
import { mysqlMigrations } from './mysql-migrations.js';
import { haltmanMaps } from './postfix-maps.js';
import { postgresMigrations } from './postgres-migrations.js';
import { sqliteMigrations } from './sqlite-migrations.js';
import type { HaltmanTables } from './tables.js';

/** The tables of the haltman mail-forwarding core and of its API: our own where they are missing. */
export const haltman: MailSchema = {
  title: 'haltman',
  dialects: ['sqlite', 'mysql', 'postgres'],
  tables: {
    domain: {
      madeBy: 'postern',
      key: 'name',
      select: ['id', 'name', 'active'],
      insert: ['name', 'active'],
      claims: true,
      insertWherePresent: ['active_mx', 'active_ui', 'visible'],
      update: ['active'],
    },
    alias: {
      madeBy: 'postern',
      key: 'address',
      soughtBy: 'goto',
      select: ['id', 'address', 'goto', 'active', 'created', 'modified'],
      insert: ['address', 'goto', 'active'],
      claims: true,
      update: ['active', 'modified'],
      locks: true,
    },
    alias_handle: {
      madeBy: 'postern',
      key: 'handle',
      select: ['id', 'handle', 'address', 'active'],
      insert: ['handle', 'address', 'active'],
      claims: true,
      update: ['active'],
    },
    api_tokens: {
      madeBy: 'postern',
      key: 'token_hash',
      select: ['id', 'owner_email', 'token_hash', 'status', 'created_at', 'expires_at', 'last_used_at'],
      insert: ['owner_email', 'token_hash', 'created_at', 'expires_at'],
      update: ['status', 'revoked_at', 'last_used_at'],
    },
    api_bans: BANS_TABLE_USE,
    api_logs: {
      madeBy: 'postern',
      select: ['id', 'api_token_owner_email', 'created_at', 'route', 'body'],
      insert: ['api_token_id', 'api_token_owner_email', 'route', 'body', 'request_ip', 'user_agent'],
      pruned: true,
    },
    ...OWNER_TABLE_USES,
    ...MAIL_TABLE_USES,
  },
  handleTable: 'alias_handle',
  migrations: {
    sqlite: { ...sqliteMigrations, ...mailMigrations('sqlite'), ...ownerMigrations('sqlite') },
    mysql: { ...mysqlMigrations, ...mailMigrations('mysql'), ...ownerMigrations('mysql') },
    postgres: { ...postgresMigrations, ...mailMigrations('postgres'), ...ownerMigrations('postgres') },
  },
  postfixMaps: haltmanMaps,
  innerForwards: (dialect) => sql`SELECT address, goto FROM
    (SELECT address, goto FROM alias WHERE active = 1 ORDER BY id DESC LIMIT ${MAX_FORWARDS_EXAMINED}) AS newest
    WHERE ${dialect.domainOf('goto')} IN (SELECT name FROM domain) LIMIT ${MAX_FORWARDS_FOLLOWED}`,
  openStores(untyped, dialect, columns, delimiter) {
    const db = untyped.$extendTables<HaltmanTables>();
    const activity = new HaltmanActivityLog(db, dialect);
    const hasUnsubscribedAt = columns.get('alias_handle')?.has('unsubscribed_at') ?? false;
    return {
      aliases: new HaltmanAliasStore(db, dialect, activity, delimiter),
      activity,
      handles: new HaltmanHandleStore(db, dialect, activity, delimiter, hasUnsubscribedAt),
      domains: new HaltmanDomainRegistry(db, dialect, columns.get('domain') ?? new Set()),
      keys: new SqlKeyRegistry(untyped.$extendTables<KeysDatabase>(), dialect, 'api_tokens'),
      bans: new SqlBanRegistry(untyped.$extendTables<BansDatabase>(), dialect, 'api_bans'),
      owners: new SqlOwnerLookup(untyped, [
        { table: 'alias', column: 'goto', key: 'id', unless: 'address' },
        { table: 'alias_handle', column: 'address', key: 'id' },
        { table: 'api_tokens', column: 'owner_email', key: 'id' },
      ]),
      quotas: openQuotaRegistry(untyped, dialect, columns),
      mail: openMailStores(untyped, dialect, columns, 'api_tokens'),
    };
  },
};
