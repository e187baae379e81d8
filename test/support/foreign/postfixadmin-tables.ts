/**
 * The tables of PostfixAdmin that hold aliases, as its own upgrade.php leaves them in a fresh database.
 *
 * 3.3: Debian bookworm's 3.3.13 (schema version 1847 on MySQL, 1845 elsewhere).
 * 2026: master of 2026 (schema version 1860): Debian sid's 4.0.5 (1851) and the `description` of 1854.
 * Both were run on MariaDB 10.11, PostgreSQL 15 and SQLite 3.40, and these statements compared with the outcome. What differs:
 *
 * - MySQL: InnoDB, latin1_general_ci, no foreign keys; `created` and `modified` have a date
 *   long ago as default, not the time of the insert. Character sets are named without a collation, as PostfixAdmin does: the server's default.
 *   `description` comes last (`database_type` mysqli; with the obsolete spelling `mysql` it would stand after `domain`).
 * - PostgreSQL: boolean, timestamptz that may be null, foreign keys to `domain` (not deferrable), `mailbox.domain` may be null.
 * - SQLite: tinyint, declared widths that nothing enforces, no foreign keys, no indexes but the primary keys.
 *
 * The row ALL is what public/setup.php inserts: a pseudo-domain, active, for the rows of `domain_admins` that mean every domain.
 */
export type PostfixAdminDialect = 'mysql' | 'postgres' | 'sqlite';
export type PostfixAdminRelease = '3.3' | '2026';

export function postfixadminTables(dialect: PostfixAdminDialect, release: PostfixAdminRelease): readonly string[] {
  return { mysql, postgres, sqlite }[dialect](release === '2026');
}

const only = (condition: boolean, column: string): string => (condition ? `, ${column}` : '');

function mysql(is2026: boolean): readonly string[] {
  const dates = `created datetime not null default '2000-01-01 00:00:00', modified datetime not null default '2000-01-01 00:00:00'`;
  const active = 'active tinyint(1) not null default 1';
  const unicode = is2026 ? 'utf8mb4' : 'utf8mb3';
  const description = only(is2026, `description varchar(255) character set utf8mb4 not null default ''`);
  const options = 'engine=innodb default character set latin1 collate latin1_general_ci';
  return [
    `create table domain (domain varchar(255) not null primary key,
      description varchar(255) character set ${unicode} not null,
      aliases int(10) not null default 0, mailboxes int(10) not null default 0,
      maxquota bigint(20) not null default 0, quota bigint(20) not null default 0, transport varchar(255) not null,
      backupmx tinyint(1) not null default 0, ${dates}, ${active}, password_expiry int(11) default 0) ${options}`,
    `create table alias (address varchar(255) not null primary key, goto text not null, domain varchar(255) not null,
      ${dates}, ${active}${description}, key domain (domain)) ${options}`,
    `create table alias_domain (alias_domain varchar(255) not null default '' primary key,
      target_domain varchar(255) not null default '', ${dates}, ${active}${description},
      key active (active), key target_domain (target_domain)) ${options}`,
    `create table mailbox (username varchar(255) not null primary key, password varchar(255) not null,
      name varchar(255) character set utf8mb4 not null, maildir varchar(255) not null, quota bigint(20) not null default 0,
      local_part varchar(255) not null, domain varchar(255) not null, ${dates}, ${active},
      phone varchar(30) character set ${unicode} not null default '',
      email_other varchar(255) character set ${unicode} not null default '',
      token varchar(255) character set ${unicode} not null default '',
      token_validity datetime not null default '2000-01-01 00:00:00',
      password_expiry datetime not null default '2000-01-01 00:00:00'${only(
        is2026,
        'totp_secret varchar(255) character set utf8mb4 default null, smtp_active tinyint(1) not null default 1',
      )}, key domain (domain)) ${options}`,
    `insert into domain (domain, description, transport, created, modified) values ('ALL', '', '', now(), now())`,
  ];
}

function postgres(is2026: boolean): readonly string[] {
  const dates = 'created timestamptz default now(), modified timestamptz default now()';
  const active = 'active boolean not null default true';
  const long = `timestamptz default '2000-01-01 00:00:00+00'`;
  const description = only(is2026, `description varchar(255) not null default ''`);
  return [
    `create table domain (domain varchar(255) not null constraint domain_key primary key,
      description varchar(255) not null default '', aliases integer not null default 0, mailboxes integer not null default 0,
      maxquota bigint not null default 0, quota bigint not null default 0, transport varchar(255) default null,
      backupmx boolean not null default false, ${dates}, ${active}, password_expiry integer default 0)`,
    'create index domain_domain_active on domain (domain, active)',
    `create table alias (address varchar(255) not null constraint alias_key primary key, goto text not null,
      domain varchar(255) not null constraint alias_domain_fkey references domain (domain), ${dates}, ${active}${description})`,
    'create index alias_address_active on alias (address, active)',
    'create index alias_domain_idx on alias (domain)',
    `create table alias_domain (
      alias_domain varchar(255) not null primary key references domain (domain) on delete cascade,
      target_domain varchar(255) not null references domain (domain) on delete cascade, ${dates}, ${active}${description})`,
    'create index alias_domain_active on alias_domain (alias_domain, active)',
    `create table mailbox (username varchar(255) not null constraint mailbox_key primary key,
      password varchar(255) not null default '', name varchar(255) not null default '', maildir varchar(255) not null default '',
      quota bigint not null default 0, ${dates}, ${active},
      domain varchar(255) constraint mailbox_domain_fkey1 references domain (domain), local_part varchar(255) not null,
      phone varchar(30) not null default '', email_other varchar(255) not null default '', token varchar(255) not null default '',
      token_validity ${long}, password_expiry ${long}${only(
        is2026,
        'totp_secret varchar(255) default null, smtp_active boolean not null default true',
      )})`,
    'create index mailbox_username_active on mailbox (username, active)',
    'create index mailbox_domain_idx on mailbox (domain)',
    `insert into domain (domain, description, transport, created, modified) values ('ALL', '', '', now(), now())`,
  ];
}

function sqlite(is2026: boolean): readonly string[] {
  const dates = `created datetime not null default '2000-01-01', modified datetime not null default '2000-01-01'`;
  const active = `active tinyint(1) not null default '1'`;
  const description = only(is2026, `description varchar(255) not null default ''`);
  return [
    `create table domain (domain varchar(255) not null, description varchar(255) not null,
      aliases int(11) not null default 0, mailboxes int(11) not null default 0,
      maxquota bigint(20) not null default 0, quota bigint(20) not null default 0, transport varchar(255) not null,
      backupmx tinyint(1) not null default '0', ${dates}, ${active}, password_expiry int default 0, primary key (domain))`,
    `create table alias (address varchar(255) not null, goto text not null, domain varchar(255) not null,
      ${dates}, ${active}${description}, primary key (address))`,
    `create table alias_domain (alias_domain varchar(255) not null, target_domain varchar(255) not null,
      ${dates}, ${active}${description}, primary key (alias_domain))`,
    `create table mailbox (username varchar(255) not null, password varchar(255) not null, name varchar(255) not null,
      maildir varchar(255) not null, quota bigint(20) not null default 0, local_part varchar(255) not null,
      domain varchar(255) not null, ${dates}, ${active}, phone varchar(30) not null default '',
      email_other varchar(255) not null default '', token varchar(255) not null default '',
      token_validity datetime not null default '2000-01-01', password_expiry datetime not null default '2000-01-01'${only(
        is2026,
        `totp_secret varchar(255) default null, smtp_active tinyint(1) not null default '1'`,
      )}, primary key (username))`,
    `insert into domain (domain, description, transport, created, modified)
      values ('ALL', '', '', datetime('now'), datetime('now'))`,
  ];
}
