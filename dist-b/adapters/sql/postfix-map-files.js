import { resolve } from 'node:path';
import { parseDatabaseUrl } from './database-url.js';
import { SCHEMAS } from './schemas/schemas.js';
const TYPE = { mysql: 'mysql', postgres: 'pgsql', sqlite: 'sqlite' };
/**
 * The maps by which Postfix asks this database in these tables.
 *
 * @throws Error where a value cannot be written in such a file, or the URL is none.
 */
export function postfixMapFiles(url, schema) {
    const database = parseDatabaseUrl(url);
    if (!database.ok)
        throw new Error(`the database URL ${database.error}`);
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
function connection(database) {
    if (database.dialect === 'sqlite')
        return { dbpath: resolve(database.path) };
    const { server, dialect } = database;
    const { user, password } = server;
    const host = postfixHost(server, dialect);
    return {
        // Twice: Postfix leaves a host alone for a minute once a connection to it broke, and asks the next in the list instead.
        hosts: `${host} ${host}`,
        user,
        password,
        ...(dialect === 'mysql' ? mysqlDatabase(server) : postgresDatabase(server)),
    };
}
/** An IPv6 address without brackets, and always with a port: Postfix takes what follows the last colon for it. */
function postfixHost({ host, port, socket }, dialect) {
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
function mysqlDatabase({ database, tls }) {
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
function postgresDatabase({ database, tls }) {
    if (!tls)
        return { dbname: database };
    const words = {
        dbname: database,
        sslmode: { none: 'require', authority: 'verify-ca', full: 'verify-full' }[tls.verify],
        sslrootcert: tls.ca,
        sslcert: tls.cert,
        sslkey: tls.key,
    };
    return {
        dbname: Object.entries(words)
            .filter((word) => word[1] !== undefined)
            .map(([name, value]) => `${name}='${(name.startsWith('ssl') && name !== 'sslmode' ? resolve(value) : value).replace(/['\\]/g, '\\$&')}'`)
            .join(' '),
    };
}
/** A line of such a file ends where it ends, and blanks around a value are no part of it; else all stands for itself. */
function checked(key, value) {
    if (/[^\P{Cc}\t]|^\s|\s$/u.test(value))
        throw new Error(`Postfix's map files cannot hold this ${key}: it has a line break or another control character, or a blank at an end`);
    return value;
}
