import { MAIL_TABLE_USES, mailMigrations } from '../mail-tables.js';
import { openMailStores } from '../open-mail-stores.js';
import { BANS_TABLE_USE, SqlBanRegistry } from '../sql-ban-registry.js';
import { SqlKeyRegistry } from '../sql-key-registry.js';
import { HaltmanActivityLog } from './haltman-activity-log.js';
import { HaltmanAliasStore } from './haltman-alias-store.js';
import { HaltmanDomainRegistry } from './haltman-domain-registry.js';
import { HaltmanHandleStore } from './haltman-handle-store.js';
import { mysqlMigrations } from './mysql-migrations.js';
import { postgresMigrations } from './postgres-migrations.js';
import { sqliteMigrations } from './sqlite-migrations.js';
/** The tables of the haltman mail-forwarding core and of its API: our own where they are missing. */
export const haltman = {
    title: 'haltman',
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
            select: ['id', 'address', 'goto', 'active', 'created', 'modified'],
            insert: ['address', 'goto', 'active'],
            claims: true,
            update: ['active', 'modified'],
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
        },
        ...MAIL_TABLE_USES,
    },
    migrations: {
        sqlite: { ...sqliteMigrations, ...mailMigrations('sqlite') },
        mysql: { ...mysqlMigrations, ...mailMigrations('mysql') },
        postgres: { ...postgresMigrations, ...mailMigrations('postgres') },
    },
    /** Handles before aliases: who takes a handle takes it on every domain. */
    postfixMaps: () => [
        {
            name: 'postern-domains',
            parameter: 'virtual_alias_domains',
            query: "SELECT name FROM domain WHERE name='%s' AND active=1",
        },
        {
            name: 'postern-handles',
            parameter: 'virtual_alias_maps',
            query: "SELECT h.address FROM alias_handle h JOIN domain d ON d.name='%d' AND d.active=1 " +
                "WHERE h.handle='%u' AND h.active=1 AND h.address IS NOT NULL",
        },
        {
            name: 'postern-aliases',
            parameter: 'virtual_alias_maps',
            query: "SELECT a.goto FROM alias a JOIN domain d ON d.name='%d' AND d.active=1 WHERE a.address='%s' AND a.active=1",
        },
    ],
    openStores(untyped, dialect, columns) {
        const db = untyped.$extendTables();
        const activity = new HaltmanActivityLog(db, dialect);
        const hasUnsubscribedAt = columns.get('alias_handle')?.has('unsubscribed_at') ?? false;
        return {
            aliases: new HaltmanAliasStore(db, dialect, activity),
            activity,
            handles: new HaltmanHandleStore(db, dialect, activity, hasUnsubscribedAt),
            domains: new HaltmanDomainRegistry(db, dialect, columns.get('domain') ?? new Set()),
            keys: new SqlKeyRegistry(untyped.$extendTables(), dialect, 'api_tokens'),
            bans: new SqlBanRegistry(untyped.$extendTables(), dialect, 'api_bans'),
            mail: openMailStores(untyped, dialect, columns, 'api_tokens'),
        };
    },
};
