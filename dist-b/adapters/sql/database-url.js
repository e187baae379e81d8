import { err, ok } from '../../domain/result.js';
export const DATABASE_URL_FORMS = 'sqlite:PATH, mysql://USER:PASSWORD@HOST:PORT/DATABASE (or mariadb://), postgres://USER:PASSWORD@HOST:PORT/DATABASE';
const MAX_PORT = 65_535;
/** The names that each server's own clients give to a URL's parameters. */
const PARAMETERS = {
    mysql: { port: 3306, socket: 'socket', mode: 'ssl-mode', ca: 'ssl-ca', cert: 'ssl-cert', key: 'ssl-key' },
    postgres: { port: 5432, socket: 'host', mode: 'sslmode', ca: 'sslrootcert', cert: 'sslcert', key: 'sslkey' },
};
const SCHEMES = {
    'mysql:': 'mysql',
    'mariadb:': 'mysql',
    'postgres:': 'postgres',
    'postgresql:': 'postgres',
};
/** `undefined`: no TLS. Those that would fall back to plain text without a word are not offered. */
const TLS_MODES = {
    disabled: undefined,
    disable: undefined,
    required: 'none',
    require: 'none',
    verify_ca: 'authority',
    'verify-ca': 'authority',
    verify_identity: 'full',
    'verify-full': 'full',
};
/** The problem, where there is one, never quotes the URL: it may hold a password. */
export function parseDatabaseUrl(text) {
    const path = /^sqlite:(.+)$/.exec(text)?.[1];
    if (path !== undefined)
        return ok({ dialect: 'sqlite', path });
    const url = URL.canParse(text) ? new URL(text) : undefined;
    const dialect = url && SCHEMES[url.protocol];
    if (!dialect)
        return err(`must be of the form ${DATABASE_URL_FORMS}`);
    try {
        return ok({ dialect, server: readServer(url, dialect) });
    }
    catch (problem) {
        return err(problem.message);
    }
}
function readServer(url, dialect) {
    const names = PARAMETERS[dialect];
    const parameter = (name) => url.searchParams.get(name) ?? undefined;
    const known = [names.socket, names.mode, names.ca, names.cert, names.key];
    const unknown = [...url.searchParams.keys()].find((name) => !known.includes(name));
    if (unknown !== undefined)
        throw new Error(`has a parameter that is none of ${known.join(', ')}`);
    const socket = parameter(names.socket);
    const database = decodeURIComponent(url.pathname.slice(1));
    if (url.hostname === '' && socket === undefined)
        throw new Error(`names no host, nor a socket by ?${names.socket}=`);
    if (database === '' || database.includes('/'))
        throw new Error('must name one database after the host');
    if (url.username === '')
        throw new Error('names no user');
    const port = url.port === '' ? names.port : Number(url.port);
    if (port < 1 || port > MAX_PORT)
        throw new Error(`has a port that is not 1 to ${MAX_PORT}`);
    const tls = readTls(names, parameter);
    return {
        // WHATWG keeps the brackets of an IPv6 address; connecting takes it without.
        host: url.hostname.replace(/^\[(.*)\]$/, '$1') || 'localhost',
        port,
        ...(socket === undefined ? {} : { socket }),
        user: decodeURIComponent(url.username),
        password: decodeURIComponent(url.password),
        database,
        ...(tls && { tls }),
    };
}
function readTls(names, parameter) {
    const [ca, cert, key] = [parameter(names.ca), parameter(names.cert), parameter(names.key)];
    const mode = parameter(names.mode)?.toLowerCase();
    if (mode !== undefined && !Object.hasOwn(TLS_MODES, mode))
        throw new Error(`has a ${names.mode} that is none of those that keep their word: none, require, verify (see the README)`);
    if (mode === undefined && [ca, cert, key].some((file) => file !== undefined))
        throw new Error(`names TLS files, but no ${names.mode}`);
    if ((cert === undefined) !== (key === undefined))
        throw new Error(`needs ${names.cert} and ${names.key} together`);
    const verify = mode === undefined ? undefined : TLS_MODES[mode];
    return (verify && {
        verify,
        ...(ca === undefined ? {} : { ca }),
        ...(cert === undefined ? {} : { cert }),
        ...(key === undefined ? {} : { key }),
    });
}
