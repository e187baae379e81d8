import { err, ok, type Result } from '../../../domain/result.js';
import type { ServerLocation, TlsSettings, TlsVerification } from './server/server-location.js';

/** Which database, and how to speak to it. */
export type DatabaseUrl =
  /** A path, relative to the working directory, or `:memory:`. */
  | { readonly dialect: 'sqlite'; readonly path: string }
  | { readonly dialect: 'mysql' | 'postgres'; readonly server: ServerLocation };

export const DATABASE_URL_FORMS =
  'sqlite:PATH, mysql://USER:PASSWORD@HOST:PORT/DATABASE (or mariadb://), postgres://USER:PASSWORD@HOST:PORT/DATABASE';

const MAX_PORT = 65_535;

/** The names that each server's own clients give to a URL's parameters. */
const PARAMETERS = {
  mysql: { port: 3306, socket: 'socket', mode: 'ssl-mode', ca: 'ssl-ca', cert: 'ssl-cert', key: 'ssl-key' },
  postgres: { port: 5432, socket: 'host', mode: 'sslmode', ca: 'sslrootcert', cert: 'sslcert', key: 'sslkey' },
} as const;

const SCHEMES: Readonly<Record<string, keyof typeof PARAMETERS>> = {
  'mysql:': 'mysql',
  'mariadb:': 'mysql',
  'postgres:': 'postgres',
  'postgresql:': 'postgres',
};

/** `undefined`: no TLS. Those that would fall back to plain text without a word are not offered. */
const TLS_MODES: Readonly<Record<string, TlsVerification | undefined>> = {
  disabled: undefined,
  disable: undefined,
  required: 'none',
  require: 'none',
  verify_ca: 'authority',
  'verify-ca': 'authority',
  verify_identity: 'full',
  'verify-full': 'full',
};

const SERVER_URL = /^(?:mysql|mariadb|postgres|postgresql):\/\//;
const STRAY_PERCENT = /%(?![0-9A-Fa-f]{2})/;
/** Stands for the host of a URL that names none. */
const NO_HOST = 'no-host.invalid';
const ENCODED = 'in a user or a password, @ : / ? # % are percent-encoded (%40 %3A %2F %3F %23 %25)';

/** The problem, where there is one, never quotes the URL: it may hold a password. */
export function parseDatabaseUrl(text: string): Result<DatabaseUrl, string> {
  const path = /^sqlite:(.+)$/.exec(text)?.[1];
  if (path !== undefined) return readPath(path);
  if (!SERVER_URL.test(text)) return err(`must be of the form ${DATABASE_URL_FORMS}`);
  if (STRAY_PERCENT.test(text)) return err('has a % that begins no percent-encoding: a % in a password is written %25');
  const hosts = /^\w+:\/\/(?:[^/?#]*@)?([^/?#]*)/.exec(text)?.[1] ?? '';
  if (hosts.includes(',')) return err('names several hosts: it takes one, the server that takes writes');
  // What has no host has a socket; WHATWG's URLs take no user without a host.
  const whole = hosts === '' ? text.replace(/^\w+:\/\/[^/?#]*/, `$&${NO_HOST}`) : text;
  const url = URL.canParse(whole) ? new URL(whole) : undefined;
  const dialect = url && SCHEMES[url.protocol];
  if (!dialect) return err(`must be of the form ${DATABASE_URL_FORMS}; ${ENCODED}`);
  try {
    return ok({ dialect, server: readServer(url, dialect) });
  } catch (problem) {
    if (problem instanceof URIError) return err('has a percent-encoding that is not UTF-8');
    return err((problem as Error).message);
  }
}

/** `sqlite:///var/lib/x` is an absolute path, as in `file:///`. */
function readPath(path: string): Result<DatabaseUrl, string> {
  if (/^\/\/[^/]/.test(path))
    return err(
      'has two slashes, behind which stands a host: a path is written sqlite:data/postern.db or sqlite:/var/lib/postern/postern.db',
    );
  return ok({ dialect: 'sqlite', path: path.replace(/^\/\/(?=\/)/, '') });
}

function readServer(url: URL, dialect: keyof typeof PARAMETERS): ServerLocation {
  const names = PARAMETERS[dialect];
  const parameter = (name: string) => url.searchParams.get(name) ?? undefined;
  const known: readonly string[] = [names.socket, names.mode, names.ca, names.cert, names.key];
  const unknown = [...url.searchParams.keys()].find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Error(`has a parameter that is none of ${known.join(', ')}`);
  // WHATWG keeps the brackets of an IPv6 address; connecting takes it without.
  const host = decodeURIComponent(url.hostname).replace(/^\[(.*)\]$/, '$1');
  // A folder in the place of the host, as libpq takes it.
  const socket = parameter(names.socket) ?? (host.startsWith('/') ? host : undefined);
  if (socket?.includes(',')) throw new Error('names several hosts: it takes one, the server that takes writes');
  const database = decodeURIComponent(url.pathname.slice(1));
  if (host === NO_HOST && socket === undefined) throw new Error(`names no host, nor a socket by ?${names.socket}=`);
  if (database === '' || database.includes('/')) throw new Error(`must name one database after the host; ${ENCODED}`);
  if (url.username === '') throw new Error(`names no user before an @; ${ENCODED}`);
  const port = url.port === '' ? names.port : Number(url.port);
  if (port < 1 || port > MAX_PORT) throw new Error(`has a port that is not 1 to ${MAX_PORT}`);
  const tls = readTls(names, parameter);
  return {
    host: host === NO_HOST || host.startsWith('/') ? 'localhost' : host,
    port,
    ...(socket === undefined ? {} : { socket }),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database,
    ...(tls && { tls }),
  };
}

function readTls(
  names: (typeof PARAMETERS)[keyof typeof PARAMETERS],
  parameter: (name: string) => string | undefined,
): TlsSettings | undefined {
  const [ca, cert, key] = [parameter(names.ca), parameter(names.cert), parameter(names.key)];
  const mode = parameter(names.mode)?.toLowerCase();
  if (mode !== undefined && !Object.hasOwn(TLS_MODES, mode))
    throw new Error(
      `has a ${names.mode} that is none of those that keep their word: none, require, verify (see docs/reference/settings.md)`,
    );
  if (mode === undefined && [ca, cert, key].some((file) => file !== undefined))
    throw new Error(`names TLS files, but no ${names.mode}`);
  if ((cert === undefined) !== (key === undefined)) throw new Error(`needs ${names.cert} and ${names.key} together`);
  const verify = mode === undefined ? undefined : TLS_MODES[mode];
  return (
    verify && {
      verify,
      ...(ca === undefined ? {} : { ca }),
      ...(cert === undefined ? {} : { cert }),
      ...(key === undefined ? {} : { key }),
    }
  );
}
