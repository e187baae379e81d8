import { resolve } from 'node:path';
import { type DatabaseUrl, parseDatabaseUrl } from './database-url.js';
import type { DialectName } from './dialects/dialect.js';
import type { ServerLocation } from './dialects/server/server-location.js';
import type { PostfixMap } from './schemas/mail-schema.js';
import { type SchemaName, SCHEMAS } from './schemas/schemas.js';

/** One map of Postfix's, as a file (mysql_table(5), pgsql_table(5), sqlite_table(5)). */
export interface PostfixMapFile extends Pick<PostfixMap, 'name' | 'parameter'> {
  /** What main.cf puts before the path. */
  readonly type: 'mysql' | 'pgsql' | 'sqlite';
  /** May hold a password. */
  readonly text: string;
}

const TYPE = { mysql: 'mysql', postgres: 'pgsql', sqlite: 'sqlite' } as const satisfies Record<DialectName, string>;

/**
 * The maps by which Postfix asks this database in these tables.
 *
 * @throws Error where a value cannot be written in such a file, or the URL is none.
 */
export function postfixMapFiles(url: string, schema: SchemaName): readonly PostfixMapFile[] {
  const database = parseDatabaseUrl(url);
  if (!database.ok) throw new Error(`the database URL ${database.error}`);
  const { dialect } = database.value;
  return SCHEMAS[schema].postfixMaps(dialect).map(({ name, parameter, query }) => ({
    name,
    parameter,
    type: TYPE[dialect],
    text: Object.entries({ ...connection(database.value), query })
      .map(([key, value]) => `${key} = ${checked(key, value)}\n`)
      .join(''),
  }));
}

function connection(database: DatabaseUrl): Readonly<Record<string, string>> {
  if (database.dialect === 'sqlite') return { dbpath: resolve(database.path) };
  const { server, dialect } = database;
  const { user, password, database: dbname } = server;
  // Twice, for Postfix leaves a host alone for a minute once it has failed, and the next in the list is at once asked instead.
  const host = postfixHost(server);
  return { hosts: `${host} ${host}`, user, password, dbname, ...(dialect === 'mysql' ? mysqlTls(server) : {}) };
}

/** By name, MySQL's client library takes localhost for its default socket. */
function postfixHost({ host, port, socket }: ServerLocation): string {
  if (socket !== undefined) return `unix:${socket}`;
  const name = host === 'localhost' ? '127.0.0.1' : host;
  return name.includes(':') ? `inet:[${name}]:${port}` : `${name}:${port}`;
}

function mysqlTls({ tls }: ServerLocation): Readonly<Record<string, string>> {
  return {
    ...(tls?.ca === undefined ? {} : { tls_ca_file: resolve(tls.ca) }),
    ...(tls?.cert === undefined ? {} : { tls_cert_file: resolve(tls.cert) }),
    ...(tls?.key === undefined ? {} : { tls_key_file: resolve(tls.key) }),
    ...(tls && tls.verify !== 'none' ? { tls_verify_cert: 'yes' } : {}),
  };
}

/** A line of such a file ends where it ends, and blanks around a value are no part of it. */
function checked(key: string, value: string): string {
  if (/\p{Cc}|^\s|\s$/u.test(value))
    throw new Error(`Postfix's map files cannot hold this ${key}: it has a control character, or a blank at an end`);
  return value;
}
