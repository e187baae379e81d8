import { DATABASE_URL_FORMS } from '../../../../src/adapters/sql/connections/database-url.js';
import { availableParallelism } from 'node:os';
import { describe, expect, test } from '@jest/globals';
import { AddressRules } from '../../../../src/domain/addresses/address-rules.js';
import { RecipientDelimiter } from '../../../../src/domain/addresses/recipient-delimiter.js';
import { unwrap } from '../../../../src/domain/result.js';
import { ConfigurationError, parseSettings } from '../../../../src/infrastructure/settings/config.js';
import { DEFAULT_REQUEST_LIMITS } from '../../../support/default-limits.js';
import { readPage } from '../../../support/docs.js';
import { email } from '../../../support/samples.js';

const DELIMITER = unwrap(RecipientDelimiter.parse('+-'));

const DEFAULTS = {
  ignoredVariables: [],
  host: '127.0.0.1',
  port: 8080,
  database: {
    url: 'sqlite:./data/postern.db',
    schema: 'haltman',
    mail: false,
    prunesActivity: true,
    recipientDelimiter: RecipientDelimiter.PLUS,
    poolSize: 10,
    connectTimeoutMs: 2_000,
    statementTimeoutMs: 5_000,
    preparedStatements: true,
  },
  postfixDatabaseUrl: 'sqlite:./data/postern.db',
  activityDays: 400,
  conflictPolicy: 'reject',
  addressRules: AddressRules.DEFAULT,
  http: { trustedProxies: 0, corsOrigins: [], maxConcurrentRequests: 1_000 },
  maxConnections: 10_000,
  workers: 1,
  metrics: undefined,
  logLevel: 'info',
  shutdownTimeoutMs: 10_000,
  quotas: { aliases: undefined, handles: undefined, keys: undefined },
  redisUrl: undefined,
  limits: DEFAULT_REQUEST_LIMITS,
};

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    parseSettings(environment);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
  }
  throw new Error('nothing was wrong');
}

describe('settings', () => {
  test('nothing set, or set to nothing, is the defaults; other people’s variables are not ours', () => {
    expect(parseSettings({})).toEqual(DEFAULTS);
    expect(parseSettings({ POSTERN_PORT: '', POSTERN_HOST: '', PATH: '/bin', POSTER: 'x' })).toEqual(DEFAULTS);
  });

  test('as many workers as cores, where that is asked for', () => {
    expect(parseSettings({ POSTERN_WORKERS: 'auto' }).workers).toBe(Math.min(availableParallelism(), 64));
  });

  test('the page of the settings lists each, with its default', () => {
    const page = readPage('docs/reference/settings.md');
    const listed = Object.fromEntries(
      [...page.matchAll(/^\| `(POSTERN_\w+)` \| (?:`([^`]+)`)? ?\|/gm)].map(([, name = '', value = '']) => [
        name,
        value,
      ]),
    );
    expect(parseSettings(listed)).toEqual(DEFAULTS);
    expect(Object.keys(listed).join(', ')).toBe(problemsOf({ POSTERN_X: '1' })[0]?.replace(/^.*there are /, ''));
  });

  test('each is read', () => {
    expect(
      parseSettings({
        POSTERN_HOST: '::1',
        POSTERN_PORT: '0',
        POSTERN_DATABASE_URL: 'sqlite:/var/lib/postern/a b.db',
        POSTERN_DATABASE_POOL_SIZE: '3',
        POSTERN_DATABASE_CONNECT_TIMEOUT_MS: '1500',
        POSTERN_DATABASE_STATEMENT_TIMEOUT_MS: '700',
        POSTERN_DATABASE_PREPARED_STATEMENTS: 'off',
        POSTERN_POSTFIX_DATABASE_URL: 'mysql://reader:p@127.0.0.1/mail',
        POSTERN_MAIL_SCHEMA: 'haltman',
        POSTERN_CONFLICT_POLICY: 'revive',
        POSTERN_RECIPIENT_DELIMITER: '+-',
        POSTERN_TRUST_PROXY: '2',
        POSTERN_CORS_ORIGINS: 'https://app.example, moz-extension: chrome-extension://abc',
        POSTERN_MAX_CONCURRENT_REQUESTS: '5',
        POSTERN_MAX_CONNECTIONS: '6',
        POSTERN_WORKERS: '3',
        POSTERN_METRICS_PORT: '9464',
        POSTERN_METRICS_HOST: '::1',
        POSTERN_LOG_LEVEL: 'silent',
        POSTERN_SHUTDOWN_TIMEOUT_MS: '600000',
        POSTERN_SMTP_URL: 'smtps://user:p%40ss@mail.example.org',
        POSTERN_MAIL_FROM: 'Postern@Example.org',
        POSTERN_PUBLIC_URL: 'https://postern.example.org/aliases/',
        POSTERN_MAX_QUEUED_MAILS: '9',
        POSTERN_REDIS_URL: 'rediss://:p@127.0.0.1:6380/1',
        POSTERN_LIMIT_CREATE_PER_KEY: '0',
        POSTERN_LIMIT_DELETE_PER_KEY: '1',
        POSTERN_ACTIVITY_DAYS: '0',
        POSTERN_LIMIT_LIST_PER_KEY: '2',
        POSTERN_LIMIT_ALL_PER_IP: '3',
        POSTERN_LIMIT_FAILED_KEYS_PER_IP: '4',
        POSTERN_LIMIT_CREDENTIALS_PER_IP: '5',
        POSTERN_LIMIT_CREDENTIALS_PER_NETWORK: '7',
        POSTERN_LIMIT_CREDENTIALS_PER_EMAIL: '6',
        POSTERN_LIMIT_CREDENTIALS_TOTAL: '8',
        POSTERN_QUOTA_ALIASES: '9',
        POSTERN_QUOTA_HANDLES: '0',
        POSTERN_QUOTA_KEYS: '1000000',
      }),
    ).toEqual({
      ignoredVariables: [],
      host: '::1',
      port: 0,
      database: {
        url: 'sqlite:/var/lib/postern/a b.db',
        schema: 'haltman',
        mail: true,
        prunesActivity: false,
        recipientDelimiter: DELIMITER,
        poolSize: 3,
        connectTimeoutMs: 1_500,
        statementTimeoutMs: 700,
        preparedStatements: false,
      },
      postfixDatabaseUrl: 'mysql://reader:p@127.0.0.1/mail',
      activityDays: 0,
      conflictPolicy: 'revive',
      addressRules: new AddressRules({ delimiter: DELIMITER, systemAddresses: [email('postern@example.org')] }),
      http: {
        trustedProxies: 2,
        corsOrigins: ['https://app.example', 'moz-extension:', 'chrome-extension://abc'],
        maxConcurrentRequests: 5,
      },
      maxConnections: 6,
      workers: 3,
      metrics: { host: '::1', port: 9_464 },
      logLevel: 'silent',
      shutdownTimeoutMs: 600_000,
      quotas: { aliases: 9, handles: 0, keys: 1_000_000 },
      redisUrl: 'rediss://:p@127.0.0.1:6380/1',
      limits: {
        create_per_key: 0,
        delete_per_key: 1,
        list_per_key: 2,
        all_per_ip: 3,
        failed_keys_per_ip: 4,
        credentials_per_ip: 5,
        credentials_per_network: 7,
        credentials_per_email: 6,
        credentials_total: 8,
      },
      mail: {
        smtpUrl: 'smtps://user:p%40ss@mail.example.org',
        from: email('postern@example.org'),
        publicUrl: 'https://postern.example.org/aliases',
        maxQueued: 9,
      },
    });
  });

  test.each([
    ['POSTERN_RECIPIENT_DELIMITER', '@', "1 to 16 of # $ & ' * + - . = ? ^ _ { } ~, or none"],
    ['POSTERN_PORT', 'x', 'a whole number from 0 to 65535'],
    ['POSTERN_PORT', '65536', 'a whole number from 0 to 65535'],
    ['POSTERN_PORT', '-1', 'a whole number from 0 to 65535'],
    ['POSTERN_PORT', '80.5', 'a whole number from 0 to 65535'],
    ['POSTERN_PORT', '0x50', 'a whole number from 0 to 65535'],
    ['POSTERN_PORT', ' 80', 'a whole number from 0 to 65535'],
    ['POSTERN_DATABASE_URL', 'sqlite:', `of the form ${DATABASE_URL_FORMS}`],
    ['POSTERN_DATABASE_URL', 'data/postern.db', `of the form ${DATABASE_URL_FORMS}`],
    ['POSTERN_MAIL_SCHEMA', 'exchange', 'one of haltman, postfixadmin'],
    ['POSTERN_CONFLICT_POLICY', 'Reject', 'one of reject, idempotent, revive'],
    ['POSTERN_TRUST_PROXY', 'true', 'a whole number from 0 to 16'],
    ['POSTERN_MAX_CONCURRENT_REQUESTS', '0', 'a whole number from 1 to 1000000'],
    ['POSTERN_MAX_CONNECTIONS', '-1', 'a whole number from 1 to 1000000'],
    ['POSTERN_WORKERS', '0', 'a whole number from 1 to 64, or auto'],
    ['POSTERN_WORKERS', 'two', 'a whole number from 1 to 64, or auto'],
    ['POSTERN_LOG_LEVEL', 'loud', 'one of fatal, error, warn, info, debug, trace, silent'],
    ['POSTERN_REDIS_URL', 'http://:hunter2@x', 'of the form redis://USER:PASSWORD@HOST:PORT/NUMBER, or rediss://…'],
    ['POSTERN_LIMIT_CREATE_PER_KEY', '-1', 'a whole number from 0 to 1000000'],
    ['POSTERN_SHUTDOWN_TIMEOUT_MS', '0', 'a whole number from 1 to 600000'],
  ])('%s=%s is refused with what would fit', (name, value, fits) => {
    expect(problemsOf({ [name]: value })).toEqual([`${name}: must be ${fits}`]);
  });

  test('the addresses of the settings are the system’s own, also the one that a mail server knows us by', () => {
    const addresses = (user: string) =>
      parseSettings({
        POSTERN_SMTP_URL: `smtp://${user}mail.example.org`,
        POSTERN_MAIL_FROM: 'postern@example.org',
        POSTERN_PUBLIC_URL: 'https://postern.example.org',
      }).addressRules.ownAddresses.map(({ value }) => value);
    expect(addresses('Robot%2Bx%40Example.org:x@')).toEqual(['postern@example.org', 'robot+x@example.org']);
    expect(addresses('robot+x@example.org:x@')).toEqual(['postern@example.org', 'robot+x@example.org']);
    for (const user of ['', 'robot:x@', 'robot%ff%zz:x@']) expect(addresses(user)).toEqual(['postern@example.org']);
    expect(parseSettings({}).addressRules.ownAddresses).toEqual([]);
  });

  test('all that is wrong is told at once, a misspelled name too', () => {
    const problems = problemsOf({ POSTERN_PROT: '80', POSTERN_PORT: 'x', POSTERN_LOG_LEVEL: 'loud' });
    expect(problems).toHaveLength(3);
    expect(problems[0]).toMatch(/^POSTERN_PROT: there is no such setting; there are POSTERN_HOST, POSTERN_PORT, /);
  });

  test('a password in a database URL stands in no message', () => {
    expect(problemsOf({ POSTERN_DATABASE_URL: 'oracle://root:hunter2@db/mail' }).join()).not.toContain('hunter2');
  });

  describe('mail', () => {
    const GOOD = {
      POSTERN_SMTP_URL: 'smtp://mail.example.org:2525',
      POSTERN_MAIL_FROM: 'postern@example.org',
      POSTERN_PUBLIC_URL: 'http://localhost:8080',
    };

    test('is all of its settings or none', () => {
      expect(parseSettings(GOOD).mail).toMatchObject({ publicUrl: 'http://localhost:8080' });
      for (const name of Object.keys(GOOD)) {
        expect(problemsOf({ ...GOOD, [name]: '' })).toEqual([expect.stringContaining(`${name}: must be set too`)]);
      }
    });

    test.each([
      ['POSTERN_SMTP_URL', 'http://user:hunter2@mail.example.org', 'must be of the form smtp'],
      ['POSTERN_SMTP_URL', 'mail.example.org', 'must be of the form smtp'],
      ['POSTERN_SMTP_URL', 'smtp://', 'must be of the form smtp'],
      ['POSTERN_SMTP_URL', 'smtp://mail.example.org?tls=none', 'must be of the form smtp'],
      ['POSTERN_MAIL_FROM', 'postern', 'must be one address'],
      ['POSTERN_PUBLIC_URL', 'postern.example.org', 'must be an http or https URL'],
      ['POSTERN_PUBLIC_URL', 'ftp://postern.example.org', 'must be an http or https URL'],
      ['POSTERN_PUBLIC_URL', 'https://user:hunter2@postern.example.org', 'must be an http or https URL'],
      ['POSTERN_PUBLIC_URL', 'https://postern.example.org/?a=b', 'must be an http or https URL'],
    ])('%s=%s is refused, and not quoted', (name, value, problem) => {
      const problems = problemsOf({ ...GOOD, [name]: value });
      expect(problems).toEqual([expect.stringContaining(`${name}: ${problem}`)]);
      expect(problems.join()).not.toContain('hunter2');
    });
  });

  test.each([
    'null',
    'app.example',
    'https://app.example/',
    'https://APP.example',
    'https://app.example:443',
    'https:',
    'https://*.example',
    'moz-extension://',
    'file:///x',
  ])('%s is no origin, and each that is none is named', (entry) => {
    const problems = problemsOf({ POSTERN_CORS_ORIGINS: `${entry},https://app.example x` });
    expect(problems).toHaveLength(2);
    expect(problems[0]).toContain(`POSTERN_CORS_ORIGINS: ${entry} must be an origin`);
  });
});
