import type { Generated } from 'kysely';
import {
  ascii,
  asciiOf,
  bigNumber,
  bytes,
  type Column,
  type Flag,
  flag,
  hash,
  id,
  longText,
  now,
  oneOf,
  onlyOnMysql,
  onMysql,
  optional,
  text,
  time,
  unique,
  withDefault,
} from '../../own-tables/kit/columns.js';
import { type Database, ownTable } from '../../own-tables/kit/own-table.js';
import { BAN_TABLE } from '../../own-tables/tables/ban-table.js';
import { KEY_TABLE } from '../../own-tables/tables/key-table.js';

// The tables of the core and of its API, made where they are missing: on MySQL with the columns and the types that theirs have, so
// that its API may run beside us on them.

const smallId = onMysql(id, 'INT NOT NULL AUTO_INCREMENT PRIMARY KEY');
const email = onMysql(ascii, 'VARCHAR(254) NOT NULL');
const userAgent = optional(text(255));
/** NULL in a row that somebody wrote by hand. */
type HandWritten = Column<Generated<Flag | null>>;
const on = onMysql(withDefault(flag, 1), 'TINYINT NOT NULL DEFAULT 1') as unknown as HandWritten;
const timestamp = (onUpdate = '') => onMysql(now, `TIMESTAMP NULL DEFAULT CURRENT_TIMESTAMP${onUpdate}`);
const revokedReason = onlyOnMysql('VARCHAR(500) NULL');

const domain = ownTable('domain', {
  // Older installations lack the last three.
  columns: { id: smallId, name: unique(asciiOf(255)), active: on, active_mx: on, active_ui: on, visible: on },
  use: {
    key: 'name',
    select: ['id', 'name', 'active'],
    insert: ['name', 'active'],
    claims: true,
    insertWherePresent: ['active_mx', 'active_ui', 'visible'],
    update: ['active'],
  },
});

const alias = ownTable('alias', {
  columns: {
    id: smallId,
    address: unique(asciiOf(320)),
    /** The owner's address, for there is no owner column. On MySQL no longer than an index takes whole (3,072 octets). */
    goto: onMysql(ascii, 'VARCHAR(760) NOT NULL'),
    active: on,
    created: timestamp(),
    modified: timestamp(' ON UPDATE CURRENT_TIMESTAMP'),
  },
  indexes: { alias_goto_id: ['goto', 'id'] },
  use: {
    key: 'address',
    soughtBy: 'goto',
    select: ['id', 'address', 'goto', 'active', 'created', 'modified'],
    insert: ['address', 'goto', 'active'],
    claims: true,
    update: ['active', 'modified'],
    locks: true,
  },
});

/** A handle taken on every domain, also while inactive. */
const alias_handle = ownTable('alias_handle', {
  columns: {
    id,
    handle: unique(asciiOf(128)),
    /** The owner's address. The haltman API clears it where a handle is given up. */
    address: optional(text(255)),
    active: on,
    /** Older installations lack it. */
    unsubscribed_at: optional(time),
  },
  use: {
    key: 'handle',
    select: ['id', 'handle', 'address', 'active'],
    insert: ['handle', 'address', 'active'],
    claims: true,
    update: ['active'],
  },
});

const status = onMysql(
  withDefault(oneOf(['active', 'revoked', 'expired']), 'active'),
  `ENUM('active', 'revoked', 'expired') NOT NULL DEFAULT 'active'`,
);
const api_tokens = ownTable('api_tokens', {
  columns: {
    id,
    owner_email: email,
    token_hash: unique(hash),
    status,
    created_at: now,
    expires_at: time,
    revoked_at: optional(time),
    revoked_reason: revokedReason,
    created_ip: onlyOnMysql('VARBINARY(16) NULL'),
    user_agent: onlyOnMysql('VARCHAR(255) NULL'),
    automatic_renew: onlyOnMysql('TINYINT(1) NOT NULL DEFAULT 0'),
    last_used_at: optional(time),
  },
  indexes: { api_tokens_owner_email: ['owner_email', 'id'] },
  use: KEY_TABLE.use,
});

const api_bans = ownTable('api_bans', {
  columns: {
    ...BAN_TABLE.columns,
    ban_type: onMysql(BAN_TABLE.columns.ban_type, `ENUM('email', 'domain', 'ip', 'name') NOT NULL`),
    ban_value: email,
    revoked_reason: revokedReason,
  },
  indexes: { api_bans_value: ['ban_type', 'ban_value', 'revoked_at'] },
  use: BAN_TABLE.use,
});

/** Requests that changed something. */
const api_logs = ownTable('api_logs', {
  columns: {
    id,
    api_token_id: optional(onMysql(bigNumber, 'BIGINT UNSIGNED NULL')),
    api_token_owner_email: optional(onMysql(ascii, 'VARCHAR(254) NULL')),
    created_at: now,
    route: text(128),
    body: optional(onMysql(longText, 'LONGTEXT NULL')),
    request_ip: optional(bytes),
    user_agent: userAgent,
  },
  indexes: { api_logs_owner_email: ['api_token_owner_email', 'id'] },
  constraints: ['CONSTRAINT api_logs_token FOREIGN KEY (api_token_id) REFERENCES api_tokens (id)'],
  use: {
    select: ['id', 'api_token_owner_email', 'created_at', 'route', 'body'],
    insert: ['api_token_id', 'api_token_owner_email', 'route', 'body', 'request_ip', 'user_agent'],
    pruned: true,
  },
});

export const HALTMAN_TABLES = [domain, alias, alias_handle, api_tokens, api_bans, api_logs] as const;

/** As far as we read and write them. */
export type HaltmanTables = Database<(typeof HALTMAN_TABLES)[number]>;
