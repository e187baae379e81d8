/**
 * The tables of haltman's mail-forwarding on MariaDB that hold aliases and keys.
 *
 * core: mail-forwarding-core alone. `oldest`: its mariadb/README.md of commit a47212d (alias), __db/*.sql of 75ea5ff (the rest);
 *   `newest`: __db/*.sql of 48e8456, which adds the pgp columns and `unsubscribed_at`. Neither has domain.active_mx.
 * core-and-api: the same, altered by the sql/*.sql of mail-forwarding-api (active_mx, active_ui, visible, pgp_*, automatic_renew, action).
 *   None of those scripts adds `unsubscribed_at`: an old install that was upgraded still lacks it.
 *
 * alias, alias_handle and domain compare in utf8mb4_uca1400_ai_ci, which MariaDB has from 10.10 on and MySQL never; the api_* tables
 * in utf8mb4_unicode_ci. Comparing a column of the one with a column of the other fails ("Illegal mix of collations").
 * Dates have no zone: datetime(6) is filled by the server with NOW(6) of the session's time zone.
 */
export type HaltmanAge = 'oldest' | 'newest';
export type HaltmanParts = 'core' | 'core-and-api';

export function haltmanTables(age: HaltmanAge, of: HaltmanParts): readonly string[] {
  const tables = [...routing(age === 'newest'), ...API_TABLES];
  return of === 'core' ? tables : [...tables, ...API_CHANGES];
}

const ROUTING = 'engine=innodb default character set utf8mb4 collate utf8mb4_uca1400_ai_ci';
const API = 'engine=innodb default character set utf8mb4 collate utf8mb4_unicode_ci';
const CREATED_AT = 'created_at datetime(6) not null default current_timestamp(6)';

function routing(isNewest: boolean): readonly string[] {
  const pgp = isNewest
    ? `, pgp_public_key text default null, pgp_fingerprint varchar(64) default null,
      pgp_enabled tinyint(1) not null default 0, pgp_hide_subject tinyint(1) not null default 0`
    : '';
  const unsubscribed = isNewest ? ', unsubscribed_at datetime(6) default null' : '';
  const gotoKeys = isNewest
    ? `, key idx_alias_goto_id (goto(191), id), key idx_alias_goto_created (goto(191), created),
      key idx_alias_goto_modified (goto(191), modified)`
    : '';
  return [
    `create table alias (id int(11) not null auto_increment primary key, address varchar(320) not null, goto text not null,
      active tinyint(1) default 1${pgp}, created timestamp null default current_timestamp(),
      modified timestamp null default current_timestamp() on update current_timestamp(),
      unique key uq_alias_address (address)${gotoKeys}) ${ROUTING}`,
    `create table alias_handle (id bigint(20) unsigned not null auto_increment primary key, handle varchar(128) not null,
      address varchar(255) default null, active tinyint(1) not null default 1${pgp}${unsubscribed},
      unique key uq_handle (handle)) ${ROUTING}`,
    `create table domain (id int(11) not null auto_increment primary key, name varchar(255) not null,
      active tinyint(1) default 1, unique key name (name)) ${ROUTING}`,
  ];
}

const API_TABLES: readonly string[] = [
  `create table api_tokens (id bigint(20) unsigned not null auto_increment primary key, owner_email varchar(254) not null,
    token_hash binary(32) not null, status enum('active','revoked','expired') not null default 'active',
    ${CREATED_AT}, expires_at datetime(6) not null, revoked_at datetime(6) default null,
    revoked_reason varchar(500) default null, created_ip varbinary(16) default null, user_agent varchar(255) default null,
    last_used_at datetime(6) default null, unique key uq_api_tokens_token_hash (token_hash),
    key idx_api_tokens_owner_email (owner_email), key idx_api_tokens_expires_at (expires_at),
    key idx_api_tokens_status (status)) ${API}`,
  `create table api_token_requests (id bigint(20) unsigned not null auto_increment primary key, email varchar(254) not null,
    token_hash binary(32) not null, status enum('pending','confirmed','expired') not null default 'pending',
    days int(10) unsigned not null, ${CREATED_AT}, expires_at datetime(6) not null, confirmed_at datetime(6) default null,
    request_ip varbinary(16) default null, user_agent varchar(255) default null,
    send_count int(10) unsigned not null default 1, last_sent_at datetime(6) not null default current_timestamp(6),
    attempts_confirm int(10) unsigned not null default 0,
    active_pending tinyint(4) as (case when status = 'pending' then 1 else null end) virtual,
    unique key uq_api_token_requests_token_hash (token_hash),
    unique key uq_api_token_requests_email_active_pending (email, active_pending),
    key idx_api_token_requests_email_status (email, status), key idx_api_token_requests_expires_at (expires_at)) ${API}`,
  `create table api_logs (id bigint(20) unsigned not null auto_increment primary key,
    api_token_id bigint(20) unsigned default null, api_token_owner_email varchar(254) default null, ${CREATED_AT},
    route varchar(128) not null, body longtext default null, request_ip varbinary(16) default null,
    user_agent varchar(255) default null, key idx_api_logs_created_at (created_at), key idx_api_logs_token_id (api_token_id),
    key idx_api_logs_owner_email (api_token_owner_email),
    constraint api_logs_ibfk_1 foreign key (api_token_id) references api_tokens (id)) ${API}`,
  `create table api_bans (id bigint(20) unsigned not null auto_increment primary key,
    ban_type enum('email','domain','ip','name') not null, ban_value varchar(254) not null, reason varchar(500) not null,
    ${CREATED_AT}, expires_at datetime(6) default null, revoked_at datetime(6) default null,
    revoked_reason varchar(500) default null, unique key uq_active_target (ban_type, ban_value, revoked_at),
    key idx_lookup (ban_type, ban_value), key idx_expires_at (expires_at), key idx_revoked_at (revoked_at),
    key idx_api_bans_type_value_active (ban_type, ban_value, revoked_at, expires_at)) ${API}`,
];

const pgpColumns = (table: string): string => `alter table ${table}
  add column if not exists pgp_public_key text default null after active,
  add column if not exists pgp_fingerprint varchar(64) default null after pgp_public_key,
  add column if not exists pgp_enabled tinyint(1) not null default 0 after pgp_fingerprint,
  add column if not exists pgp_hide_subject tinyint(1) not null default 0 after pgp_enabled`;

/** What the api's scripts come to on tables without rows; a domain that they find there gets (0, 0, 1) and takes no alias. */
const API_CHANGES: readonly string[] = [
  `alter table domain add column active_mx tinyint(1) not null after active,
    add column active_ui tinyint(1) not null after active_mx, add column visible tinyint(1) not null default 1 after active_ui`,
  pgpColumns('alias'),
  pgpColumns('alias_handle'),
  `alter table api_tokens add column automatic_renew tinyint(1) not null default 0 after user_agent,
    add key idx_api_tokens_owner_status_expiry (owner_email, status, revoked_at, expires_at)`,
  `alter table api_token_requests add column action varchar(32) not null default 'create' after email,
    add column automatic_renew tinyint(1) not null default 0 after days,
    add key idx_api_token_requests_email_action_status (email, action, status, expires_at)`,
];
