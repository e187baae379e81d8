import { isIP } from 'node:net';
import { availableParallelism } from 'node:os';
import * as z from 'zod';
import { CORS_ORIGIN_FORMS, isCorsOrigin } from '../../adapters/http/pipeline/cors-origins.js';
import { MAX_CONCURRENT_REQUESTS } from '../../adapters/http/pipeline/create-app.js';
import { DEFAULT_HTTP_LIMITS } from '../../adapters/http/server/http-server.js';
import { parseDatabaseUrl } from '../../adapters/sql/connections/database-url.js';
import { DEFAULT_LIMITS } from '../../adapters/sql/open-sql-backend.js';
import { SCHEMA_NAMES } from '../../adapters/sql/schemas/schemas.js';
import { RequestCredentials } from '../../application/credentials/request-credentials.js';
import { AddressRules } from '../../domain/addresses/address-rules.js';
import { CONFLICT_POLICIES } from '../../domain/conflict-policy.js';
import { MAX_QUOTA, type Quotas } from '../../domain/quotas.js';
import { RecipientDelimiter } from '../../domain/addresses/recipient-delimiter.js';
import { LOG_LEVELS } from '../observability/logger.js';
import { type EnvFile, readEnvFile } from './read-env-file.js';
import { schemaProblems } from './schema-problems.js';
import { partServiceVariables } from './service-variables.js';
import { MAIL_ENVIRONMENT, mailProblems, mailSettings, systemAddresses } from './mail-settings.js';

const PREFIX = 'POSTERN_';
const MAX_PORT = 65_535;
const MAX_TRUSTED_PROXIES = 16;
const MAX_SHUTDOWN_TIMEOUT_MS = 600_000;
const MAX_BOUND = 1_000_000;
const MAX_WORKERS = 64;
const MAX_POOL_SIZE = 1_000;
const MAX_DATABASE_TIMEOUT_MS = 60_000;
/** 100 years, or so. */
const MAX_ACTIVITY_DAYS = 36_500;
/** As far as an outbox counts. */
const MAX_QUEUED_MAILS = 10_000;
const MAX_REQUESTS_PER_WINDOW = 1_000_000;

/** Every setting, by its name in the environment. The README's table says what each is for. */
const ENVIRONMENT = z.object({
  POSTERN_HOST: host().default('127.0.0.1'),
  POSTERN_PORT: wholeNumber(0, MAX_PORT).default(8080),
  POSTERN_DATABASE_URL: databaseUrl().default('sqlite:./data/postern.db'),
  POSTERN_DATABASE_POOL_SIZE: wholeNumber(1, MAX_POOL_SIZE).default(DEFAULT_LIMITS.poolSize),
  POSTERN_DATABASE_CONNECT_TIMEOUT_MS: wholeNumber(1, MAX_DATABASE_TIMEOUT_MS).default(DEFAULT_LIMITS.connectTimeoutMs),
  POSTERN_DATABASE_STATEMENT_TIMEOUT_MS: wholeNumber(1, MAX_DATABASE_TIMEOUT_MS).default(
    DEFAULT_LIMITS.statementTimeoutMs,
  ),
  POSTERN_DATABASE_PREPARED_STATEMENTS: oneOf(['on', 'off']).default('on'),
  POSTERN_POSTFIX_DATABASE_URL: databaseUrl().optional(),
  POSTERN_MAIL_SCHEMA: oneOf(SCHEMA_NAMES).default('haltman'),
  POSTERN_CONFLICT_POLICY: oneOf(CONFLICT_POLICIES).default('reject'),
  POSTERN_RECIPIENT_DELIMITER: recipientDelimiter().default(RecipientDelimiter.PLUS),
  POSTERN_ACTIVITY_DAYS: wholeNumber(0, MAX_ACTIVITY_DAYS).default(400),
  POSTERN_TRUST_PROXY: wholeNumber(0, MAX_TRUSTED_PROXIES).default(0),
  POSTERN_CORS_ORIGINS: corsOrigins(),
  POSTERN_MAX_CONCURRENT_REQUESTS: wholeNumber(1, MAX_BOUND).default(MAX_CONCURRENT_REQUESTS),
  POSTERN_MAX_CONNECTIONS: wholeNumber(1, MAX_BOUND).default(DEFAULT_HTTP_LIMITS.maxConnections),
  POSTERN_WORKERS: workerCount(),
  POSTERN_METRICS_PORT: wholeNumber(0, MAX_PORT).optional(),
  POSTERN_METRICS_HOST: host().default('127.0.0.1'),
  POSTERN_LOG_LEVEL: oneOf(LOG_LEVELS).default('info'),
  POSTERN_SHUTDOWN_TIMEOUT_MS: wholeNumber(1, MAX_SHUTDOWN_TIMEOUT_MS).default(10_000),
  ...MAIL_ENVIRONMENT,
  POSTERN_MAX_QUEUED_MAILS: wholeNumber(1, MAX_QUEUED_MAILS).default(RequestCredentials.MAX_QUEUED_MAILS),
  POSTERN_REDIS_URL: redisUrl().optional(),
  POSTERN_LIMIT_CREATE_PER_KEY: wholeNumber(0, MAX_REQUESTS_PER_WINDOW).default(120),
  POSTERN_LIMIT_DELETE_PER_KEY: wholeNumber(0, MAX_REQUESTS_PER_WINDOW).default(120),
  POSTERN_LIMIT_LIST_PER_KEY: wholeNumber(0, MAX_REQUESTS_PER_WINDOW).default(600),
  POSTERN_LIMIT_ALL_PER_IP: wholeNumber(0, MAX_REQUESTS_PER_WINDOW).default(300),
  POSTERN_LIMIT_FAILED_KEYS_PER_IP: wholeNumber(0, MAX_REQUESTS_PER_WINDOW).default(30),
  POSTERN_LIMIT_CREDENTIALS_PER_IP: wholeNumber(0, MAX_REQUESTS_PER_WINDOW).default(10),
  POSTERN_LIMIT_CREDENTIALS_PER_NETWORK: wholeNumber(0, MAX_REQUESTS_PER_WINDOW).default(60),
  POSTERN_LIMIT_CREDENTIALS_PER_EMAIL: wholeNumber(0, MAX_REQUESTS_PER_WINDOW).default(3),
  POSTERN_LIMIT_CREDENTIALS_TOTAL: wholeNumber(0, MAX_REQUESTS_PER_WINDOW).default(1_000),
  POSTERN_QUOTA_ALIASES: wholeNumber(0, MAX_QUOTA).optional(),
  POSTERN_QUOTA_HANDLES: wholeNumber(0, MAX_QUOTA).optional(),
  POSTERN_QUOTA_KEYS: wholeNumber(0, MAX_QUOTA).optional(),
});

const NAMES = Object.keys(ENVIRONMENT.shape);

export type Settings = ReturnType<typeof parseSettings>;

/** All that is wrong with the settings, at once. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';

  constructor(readonly problems: readonly string[]) {
    super(`the configuration is wrong:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
  }
}

/**
 * The settings of this process: the environment, over a `.env` file in the working directory where there is one.
 *
 * @throws ConfigurationError
 */
export function loadSettings(): Settings {
  return parseSettings(process.env, readEnvFile('.env'));
}

/** A variable that is set to nothing counts as not set. A name that begins as ours do and is none is a typo. */
export function parseSettings(
  environment: Readonly<Record<string, string | undefined>>,
  file: EnvFile = { values: {}, problems: [] },
) {
  const { own, foreign } = partServiceVariables(environment);
  const ours = oursIn({ ...file.values, ...own });
  const unknown = Object.keys(ours).filter((name) => !NAMES.includes(name));
  const parsed = ENVIRONMENT.safeParse(ours);
  const problems = [
    ...file.problems,
    ...unknown.map((name) => `${name}: there is no such setting; there are ${NAMES.join(', ')}`),
    ...mailProblems(ours),
    ...(parsed.error?.issues ?? []).map((issue) => `${issue.path.join('.')}: ${issue.message}`),
    ...(parsed.success ? schemaProblems(parsed.data) : []),
  ];
  if (!parsed.success || problems.length > 0) throw new ConfigurationError(problems);
  const values = parsed.data;
  const quotas = quotasOf(values);
  const mail = mailSettings(values);
  const addressRules = new AddressRules({
    delimiter: values.POSTERN_RECIPIENT_DELIMITER,
    systemAddresses: systemAddresses(mail),
  });
  return {
    ignoredVariables: foreign,
    host: values.POSTERN_HOST,
    port: values.POSTERN_PORT,
    database: {
      url: values.POSTERN_DATABASE_URL,
      schema: values.POSTERN_MAIL_SCHEMA,
      mail: mail !== undefined,
      prunesActivity: values.POSTERN_ACTIVITY_DAYS > 0,
      quotas: hasQuota(quotas),
      recipientDelimiter: values.POSTERN_RECIPIENT_DELIMITER,
      poolSize: values.POSTERN_DATABASE_POOL_SIZE,
      connectTimeoutMs: values.POSTERN_DATABASE_CONNECT_TIMEOUT_MS,
      statementTimeoutMs: values.POSTERN_DATABASE_STATEMENT_TIMEOUT_MS,
      preparedStatements: values.POSTERN_DATABASE_PREPARED_STATEMENTS === 'on',
    },
    postfixDatabaseUrl: values.POSTERN_POSTFIX_DATABASE_URL ?? values.POSTERN_DATABASE_URL,
    activityDays: values.POSTERN_ACTIVITY_DAYS,
    conflictPolicy: values.POSTERN_CONFLICT_POLICY,
    addressRules,
    http: {
      trustedProxies: values.POSTERN_TRUST_PROXY,
      corsOrigins: values.POSTERN_CORS_ORIGINS,
      maxConcurrentRequests: values.POSTERN_MAX_CONCURRENT_REQUESTS,
    },
    maxConnections: values.POSTERN_MAX_CONNECTIONS,
    workers: values.POSTERN_WORKERS,
    metrics:
      values.POSTERN_METRICS_PORT === undefined
        ? undefined
        : { host: values.POSTERN_METRICS_HOST, port: values.POSTERN_METRICS_PORT },
    logLevel: values.POSTERN_LOG_LEVEL,
    shutdownTimeoutMs: values.POSTERN_SHUTDOWN_TIMEOUT_MS,
    mail,
    quotas,
    redisUrl: values.POSTERN_REDIS_URL,
    limits: limitsOf(values),
  };
}

function recipientDelimiter() {
  return z.string().transform((text, context) => {
    const parsed = RecipientDelimiter.parse(text);
    if (parsed.ok) return parsed.value;
    const message = `must be 1 to ${parsed.error.maxLength} of # $ & ' * + - . = ? ^ _ { } ~, or none`;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });
}

function oursIn(variables: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(variables).filter(
      (entry): entry is [string, string] => entry[0].startsWith(PREFIX) && entry[1] !== undefined && entry[1] !== '',
    ),
  );
}

/** An address or a name; an IPv6 address also as a URL has it, in brackets. A port has a setting of its own. */
function host() {
  return z
    .string()
    .transform((text) => text.trim().replace(/^\[(.*)\]$/, '$1'))
    .refine(
      (text) => isIP(text) !== 0 || /^[\w.-]+$/.test(text),
      'must be an address or a host name alone, like 127.0.0.1, ::1 or localhost; the port has a setting of its own',
    );
}

type Values = z.output<typeof ENVIRONMENT>;

function limitsOf(values: Values) {
  return {
    create_per_key: values.POSTERN_LIMIT_CREATE_PER_KEY,
    delete_per_key: values.POSTERN_LIMIT_DELETE_PER_KEY,
    list_per_key: values.POSTERN_LIMIT_LIST_PER_KEY,
    all_per_ip: values.POSTERN_LIMIT_ALL_PER_IP,
    failed_keys_per_ip: values.POSTERN_LIMIT_FAILED_KEYS_PER_IP,
    credentials_per_ip: values.POSTERN_LIMIT_CREDENTIALS_PER_IP,
    credentials_per_network: values.POSTERN_LIMIT_CREDENTIALS_PER_NETWORK,
    credentials_per_email: values.POSTERN_LIMIT_CREDENTIALS_PER_EMAIL,
    credentials_total: values.POSTERN_LIMIT_CREDENTIALS_TOTAL,
  };
}

function quotasOf(values: Values): Quotas {
  return {
    aliases: values.POSTERN_QUOTA_ALIASES,
    handles: values.POSTERN_QUOTA_HANDLES,
    keys: values.POSTERN_QUOTA_KEYS,
  };
}

/** Whether any is set for all owners. */
function hasQuota(quotas: Quotas): boolean {
  return Object.values(quotas).some((quota) => quota !== undefined);
}

/** The problem never quotes the URL, which may hold a password. */
function databaseUrl() {
  return z.string().superRefine((text, context) => {
    const url = parseDatabaseUrl(text);
    if (!url.ok) context.addIssue({ code: 'custom', message: url.error });
  });
}

/** The problem never quotes this one either. */
function redisUrl() {
  return z
    .string()
    .refine(
      (text) => URL.canParse(text) && ['redis:', 'rediss:'].includes(new URL(text).protocol),
      'must be of the form redis://USER:PASSWORD@HOST:PORT/NUMBER, or rediss://…',
    );
}

/** A list by commas or blanks. */
function corsOrigins() {
  return z
    .string()
    .default('')
    .transform((text) => text.split(/[\s,]+/).filter((entry) => entry !== ''))
    .superRefine((entries, context) => {
      for (const entry of entries.filter((each) => !isCorsOrigin(each))) {
        context.addIssue({ code: 'custom', message: `${entry} must be ${CORS_ORIGIN_FORMS}` });
      }
    });
}

/** `auto`: as many as there are cores. */
function workerCount() {
  const problem = `must be a whole number from 1 to ${MAX_WORKERS}, or auto`;
  return z
    .string()
    .default('1')
    .transform((text) => (text === 'auto' ? Math.min(availableParallelism(), MAX_WORKERS) : Number(text)))
    .refine((count) => Number.isInteger(count) && count >= 1 && count <= MAX_WORKERS, problem);
}

function wholeNumber(min: number, max: number) {
  const problem = `must be a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,15}$/, problem)
    .transform(Number)
    .refine((value) => value >= min && value <= max, problem);
}

function oneOf<const Names extends readonly [string, ...string[]]>(names: Names) {
  return z.enum(names, `must be one of ${names.join(', ')}`);
}
