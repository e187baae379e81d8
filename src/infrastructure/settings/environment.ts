import * as z from 'zod';
import { MAX_CONCURRENT_REQUESTS } from '../../adapters/http/pipeline/create-app.js';
import { DEFAULT_HTTP_LIMITS } from '../../adapters/http/server/http-server.js';
import { DEFAULT_LIMITS } from '../../adapters/sql/open-sql-backend.js';
import { SCHEMA_NAMES } from '../../adapters/sql/schemas/schemas.js';
import { RequestCredentials } from '../../application/credentials/request-credentials.js';
import { CONFLICT_POLICIES } from '../../domain/conflict-policy.js';
import { MAX_QUOTA } from '../../domain/quotas.js';
import { LOG_LEVELS } from '../observability/logger.js';
import { MAIL_ENVIRONMENT } from './mail-settings.js';
import {
  corsOrigins,
  databaseUrl,
  host,
  oneOf,
  recipientDelimiter,
  redisUrl,
  wholeNumber,
  workerCount,
} from './setting-types.js';

const MAX_PORT = 65_535;
const MAX_TRUSTED_PROXIES = 16;
const MAX_SHUTDOWN_TIMEOUT_MS = 600_000;
const MAX_BOUND = 1_000_000;
const MAX_POOL_SIZE = 1_000;
const MAX_DATABASE_TIMEOUT_MS = 60_000;
/** About 100 years. */
const MAX_ACTIVITY_DAYS = 36_500;
/** As far as an outbox counts. */
const MAX_QUEUED_MAILS = 10_000;
const MAX_REQUESTS_PER_WINDOW = 1_000_000;

const HTTP = {
  POSTERN_HOST: host()
    .default('127.0.0.1')
    .meta({ description: 'where the HTTP API listens; an IPv6 address with brackets or without' }),
  POSTERN_PORT: wholeNumber(0, MAX_PORT)
    .default(8080)
    .meta({ description: 'its port; 0 picks a free one, which the log names' }),
  POSTERN_TRUST_PROXY: wholeNumber(0, MAX_TRUSTED_PROXIES, 'proxies')
    .default(0)
    .meta({
      description:
        'how many proxies in front are believed in `X-Forwarded-For`. An address may have a port, brackets or quotes; ' +
        'instead of an entry that is not an address, the address of the connection counts',
    }),
  POSTERN_CORS_ORIGINS: corsOrigins()
    .prefault('')
    .meta({
      description:
        'whose pages and extensions may call the API from a browser: `https://app.example`, `moz-extension://ID`, ' +
        '`chrome-extension://ID`, any extension of a kind by `moz-extension:` or `chrome-extension:`, anyone by `*`',
    }),
  POSTERN_MAX_CONCURRENT_REQUESTS: wholeNumber(1, MAX_BOUND, 'requests').default(MAX_CONCURRENT_REQUESTS).meta({
    description: 'how many run at once; one more is answered 503 immediately, except `/health/live`',
  }),
  POSTERN_MAX_CONNECTIONS: wholeNumber(1, MAX_BOUND, 'connections')
    .default(DEFAULT_HTTP_LIMITS.maxConnections)
    .meta({ description: 'how many connections of callers are open; one more is closed immediately' }),
  POSTERN_WORKERS: workerCount()
    .prefault('1')
    .meta({ description: 'how many [processes](../how-to/several-instances.md) serve' }),
  POSTERN_SHUTDOWN_TIMEOUT_MS: wholeNumber(1, MAX_SHUTDOWN_TIMEOUT_MS, 'milliseconds').default(10_000).meta({
    description: 'how long a shutdown waits for running requests before it cuts them off',
  }),
};

const DATABASE = {
  POSTERN_DATABASE_URL: databaseUrl().default('sqlite:./data/postern.db').meta({
    description:
      'the database; a relative path is from the working directory, `sqlite::memory:` keeps nothing after the end',
  }),
  POSTERN_MAIL_SCHEMA: oneOf(SCHEMA_NAMES).default('haltman').meta({ description: 'which mail server’s tables' }),
  POSTERN_DATABASE_POOL_SIZE: wholeNumber(1, MAX_POOL_SIZE, 'connections')
    .default(DEFAULT_LIMITS.poolSize)
    .meta({
      description:
        'how many connections to a server there are at most; if the server allows fewer, requests wait for those, ' +
        'and one warning is logged',
    }),
  POSTERN_DATABASE_CONNECT_TIMEOUT_MS: wholeNumber(1, MAX_DATABASE_TIMEOUT_MS, 'milliseconds')
    .default(DEFAULT_LIMITS.connectTimeoutMs)
    .meta({ description: 'how long a request waits for a connection, a new or a free one, before it is answered 503' }),
  POSTERN_DATABASE_STATEMENT_TIMEOUT_MS: wholeNumber(1, MAX_DATABASE_TIMEOUT_MS, 'milliseconds')
    .default(DEFAULT_LIMITS.statementTimeoutMs)
    .meta({ description: 'how long a request waits for the answer to a statement' }),
  POSTERN_DATABASE_PREPARED_STATEMENTS: oneOf(['on', 'off'])
    .default('on')
    .meta({
      description:
        'whether a connection prepares each statement once; `off` behind a ' +
        '[proxy that pools transactions](../how-to/connection-pooler.md)',
    }),
  POSTERN_POSTFIX_DATABASE_URL: databaseUrl().optional().meta({
    description:
      'the database as Postfix reaches it, for `postfix-maps`: another user, another host; `POSTERN_DATABASE_URL` by default',
  }),
};

const ALIASES = {
  POSTERN_CONFLICT_POLICY: oneOf(CONFLICT_POLICIES)
    .default('reject')
    .meta({
      description:
        'how a create of the owner’s own alias is answered: always 409; 200 with `created: false` while it is active; ' +
        'or that, and an inactive one is made active again',
    }),
  POSTERN_RECIPIENT_DELIMITER: recipientDelimiter().prefault('+').meta({
    description:
      'Postfix’s `recipient_delimiter`: only the holder of `box` can have a name that extends it, like `box+bank`',
  }),
  POSTERN_ACTIVITY_DAYS: wholeNumber(0, MAX_ACTIVITY_DAYS, 'days').default(400).meta({
    description: 'how long [owners’ activity](service.md#what-grows-and-what-is-removed) is kept; 0 keeps it forever',
  }),
  POSTERN_QUOTA_ALIASES: wholeNumber(0, MAX_QUOTA, 'aliases')
    .optional()
    .meta({
      description:
        'how many active aliases an owner may have, unless [`postern owner set`](../how-to/bans-and-quotas.md) says ' +
        'otherwise; any number by default',
    }),
  POSTERN_QUOTA_HANDLES: wholeNumber(0, MAX_QUOTA, 'handles')
    .optional()
    .meta({ description: 'how many active handles, likewise' }),
  POSTERN_QUOTA_KEYS: wholeNumber(0, MAX_QUOTA, 'keys')
    .optional()
    .meta({ description: 'how many working keys, likewise' }),
};

const OBSERVABILITY = {
  POSTERN_LOG_LEVEL: oneOf(LOG_LEVELS).default('info').meta({ description: 'the lowest level that is logged' }),
  POSTERN_METRICS_PORT: wholeNumber(0, MAX_PORT).optional().meta({
    description: 'the port of [the metrics](metrics.md); 0 picks a free one, which the log names; off if it is not set',
  }),
  POSTERN_METRICS_HOST: host().default('127.0.0.1').meta({ description: 'where they are served' }),
};

const MAIL = {
  ...MAIL_ENVIRONMENT,
  POSTERN_MAX_QUEUED_MAILS: wholeNumber(1, MAX_QUEUED_MAILS, 'mails')
    .default(RequestCredentials.MAX_QUEUED_MAILS)
    .meta({ description: 'how many of these mails wait at most; one more is answered 503' }),
};

const LIMITS = {
  POSTERN_REDIS_URL: redisUrl()
    .optional()
    .meta({
      description:
        'where requests are counted, so that several instances share the limits: Redis or Valkey; by default each ' +
        '[counts in memory](#where-requests-are-counted)',
    }),
  POSTERN_LIMIT_CREATE_PER_KEY: limit('minute', 120, 'creates of an owner, by all of their keys'),
  POSTERN_LIMIT_DELETE_PER_KEY: limit('minute', 120, 'deletes of an owner, by all of their keys'),
  POSTERN_LIMIT_LIST_PER_KEY: limit(
    'minute',
    600,
    'lists of an owner, by all of their keys; [expensive ones](http-api.md#rate-limits) count as several',
  ),
  POSTERN_LIMIT_ALL_PER_IP: limit('minute', 300, 'requests of an IP address, on all limited routes together'),
  POSTERN_LIMIT_FAILED_KEYS_PER_IP: limit(
    'minute',
    30,
    'answers 401 to an IP address; after that, a valid key is answered 429 too',
  ),
  POSTERN_LIMIT_CREDENTIALS_PER_IP: limit('hour', 10, 'requests for keys by e-mail of an IP address'),
  POSTERN_LIMIT_CREDENTIALS_PER_NETWORK: limit(
    'hour',
    60,
    'requests for keys by e-mail of all addresses of an IPv6 /48 or an IPv4 /24',
  ),
  POSTERN_LIMIT_CREDENTIALS_PER_EMAIL: limit('hour', 3, 'mails with a link to one mailbox'),
  POSTERN_LIMIT_CREDENTIALS_TOTAL: limit('hour', 1_000, 'such mails in total, by any caller'),
};

/** The settings by area, with the title that the reference gives it. */
export const ENVIRONMENT_AREAS = [
  { title: 'The HTTP API', settings: HTTP },
  { title: 'The database', settings: DATABASE },
  { title: 'Aliases and owners', settings: ALIASES },
  { title: 'Logs and metrics', settings: OBSERVABILITY },
  { title: 'Keys by e-mail', settings: MAIL },
  { title: 'Rate limits', settings: LIMITS },
] as const;

/** Every setting, by its name in the environment. docs/reference/settings.md is generated from it. */
export const ENVIRONMENT = z.object({ ...HTTP, ...DATABASE, ...ALIASES, ...OBSERVABILITY, ...MAIL, ...LIMITS });

function limit(window: 'minute' | 'hour', max: number, description: string) {
  return wholeNumber(0, MAX_REQUESTS_PER_WINDOW, `per ${window}`)
    .default(max)
    .meta({ description: `${description}; 0 turns it off` });
}
