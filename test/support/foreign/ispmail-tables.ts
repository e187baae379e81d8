import type { DialectName } from '../../../src/adapters/sql/connections/dialect.js';

/**
 * The tables of the ISPmail guide (workaround.org), which many others copied. On MariaDB as the guide makes them; on PostgreSQL as
 * those do who make them by hand. An alias is one row a destination, with no unique index, no flag and no time. Nothing numbers
 * addresses but the rows.
 */
export function ispmailTables(dialect: DialectName): readonly string[] {
  const id = {
    sqlite: 'id integer primary key autoincrement',
    mysql: 'id int unsigned not null auto_increment primary key',
    postgres: 'id serial primary key',
  }[dialect];
  const reference = dialect === 'mysql' ? 'int unsigned' : 'integer';
  const domain = `domain_id ${reference} not null,`;
  const foreignKey = 'foreign key (domain_id) references virtual_domains (id) on delete cascade';
  return [
    `create table virtual_domains (${id}, name varchar(50) not null)`,
    `create table virtual_users (${id}, ${domain} email varchar(100) not null unique, password varchar(150) not null,
      quota bigint not null default 0, ${foreignKey})`,
    `create table virtual_aliases (${id}, ${domain} source varchar(100) not null, destination varchar(100) not null,
      ${foreignKey})`,
  ];
}
