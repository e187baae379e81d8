import { resolve } from 'node:path';
import { type DatabaseUrl, parseDatabaseUrl } from '../connections/database-url.js';
import type { DialectName } from '../connections/dialect.js';
import type { ServerLocation } from '../connections/server/server-location.js';
import type { MailSchema, PostfixMap } from '../schemas/mail-schema.js';
import { refuseDialect } from '../schemas/refuse-dialect.js';
import { schemaOf } from '../schemas/schema-of.js';
import type { SchemaName } from '../schemas/schemas.js';

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
 * @throws Error if the mail server brings its own maps, a value cannot be written in such a file, or the URL is none.
 */
export function postfixMapFiles(url: string, of: SchemaName | MailSchema): readonly PostfixMapFile[] {
  const database = parseDatabaseUrl(url);
  if (!database.ok) throw new Error(`the database URL ${database.error}`);
  const { dialect } = database.value;
  const schema = schemaOf(of);
  const refusal = refuseDialect(schema, dialect);
  if (refusal !== undefined) throw new Error(refusal);
  const maps = schema.postfixMaps(dialect);
  if (maps.length === 0) throw new Error(`${schema.title} brings its own Postfix maps, so there are none to write`);
  return maps.map(({ name, parameter, query }) => ({
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
  const { user, password } = server;
  const host = postfixHost(server, dialect);
  return {
    // Twice: Postfix leaves a host alone for a minute once a connection to it broke, and asks the next in the list instead.
    hosts: `${host} ${host}`,
    user,
    password,
    ...(dialect === 'mysql' ? mysqlDatabase(server) : postgresDatabase(server)),
    ...(dialect === 'postgres' ? { encoding: POSTGRES_ENCODING } : {}),
  };
}

/**
 * What Postfix's client speaks from 3.8 on; before that it speaks LATIN1 in any case. In UTF8, its default, a key that is not well
 * formed, or that has a character which the database's encoding lacks, fails the query. In LATIN1 each byte is a character, and
 * each of these has one in UTF8, LATIN1 and SQL_ASCII databases. Others know no LATIN1, and Postfix says so at its first question.
 */
const POSTGRES_ENCODING = 'LATIN1';

/** An IPv6 address without brackets, and always with a port: Postfix takes what follows the last colon for it. */
function postfixHost({ host, port, socket }: ServerLocation, dialect: 'mysql' | 'postgres'): string {
  if (socket === undefined) {
    // By name, MySQL's client library takes localhost for its default socket.
    return `inet:${host === 'localhost' ? '127.0.0.1' : host}:${port}`;
  }
  if (dialect === 'postgres' && port !== POSTGRES_SOCKET_PORT)
    throw new Error(`Postfix reaches PostgreSQL by a socket at port ${POSTGRES_SOCKET_PORT} alone, not ${port}`);
  return `unix:${socket}`;
}

/** Postfix takes a socket's folder, and no port, which is part of the socket's name. */
const POSTGRES_SOCKET_PORT = 5432;

/** Postfix's MySQL client insists on TLS only where it verifies the server; asked for less, it would go on in plain text. */
function mysqlDatabase({ database, tls }: ServerLocation): Readonly<Record<string, string>> {
  if (tls?.verify === 'none')
    throw new Error("Postfix's MySQL client takes TLS with verification alone: ssl-mode=VERIFY_CA or VERIFY_IDENTITY");
  return {
    dbname: database,
    // Nothing from the machine's my.cnf.
    option_group: '',
    ...(tls?.ca === undefined ? {} : { tls_CAfile: resolve(tls.ca) }),
    ...(tls?.cert === undefined ? {} : { tls_cert_file: resolve(tls.cert) }),
    ...(tls?.key === undefined ? {} : { tls_key_file: resolve(tls.key) }),
    ...(tls ? { tls_verify_cert: 'yes' } : {}),
  };
}

/** A connection string of libpq's in place of a name (libpq 34.1.1), as Postfix hands it on. */
function postgresDatabase({ database, tls }: ServerLocation): Readonly<Record<string, string>> {
  if (!tls) return { dbname: database };
  const words = {
    dbname: database,
    sslmode: ({ none: 'require', authority: 'verify-ca', full: 'verify-full' } as const)[tls.verify],
    sslrootcert: tls.ca,
    sslcert: tls.cert,
    sslkey: tls.key,
  };
  return {
    dbname: Object.entries(words)
      .filter((word): word is [string, string] => word[1] !== undefined)
      .map(
        ([name, value]) =>
          `${name}='${(name.startsWith('ssl') && name !== 'sslmode' ? resolve(value) : value).replace(/['\\]/g, '\\$&')}'`,
      )
      .join(' '),
  };
}

/** A line of such a file ends where it ends, and blanks around a value are no part of it; else all stands for itself. */
function checked(key: string, value: string): string {
  if (/[^\P{Cc}\t]|^\s|\s$/u.test(value))
    throw new Error(
      `Postfix's map files cannot hold this ${key}: it has a line break or another control character, or a blank at an end`,
    );
  return value;
}
