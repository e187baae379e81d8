import type * as z from 'zod';
import { AddressRules } from '../../domain/addresses/address-rules.js';
import type { Quotas } from '../../domain/quotas.js';
import { ENVIRONMENT } from './environment.js';
import { type EnvFile, readEnvFile } from './read-env-file.js';
import { schemaProblems } from './schema-problems.js';
import { partServiceVariables } from './service-variables.js';
import { mailProblems, mailSettings, systemAddresses } from './mail-settings.js';

const PREFIX = 'POSTERN_';
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

function oursIn(variables: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(variables).filter(
      (entry): entry is [string, string] => entry[0].startsWith(PREFIX) && entry[1] !== undefined && entry[1] !== '',
    ),
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
