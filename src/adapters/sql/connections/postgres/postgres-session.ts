import { Socket } from 'node:net';
import type { QueryResult } from 'kysely';
import type { ClientConfig, CustomTypesConfig } from 'pg';
import type { ConnectionLimits } from '../dialect.js';
import { openInTime } from '../server/open-in-time.js';
import type { Session, Statement } from '../server/server-connection.js';
import { type ServerLocation, tlsOptions } from '../server/server-location.js';

/** A lock is waited for so many times within the limit of a statement: the claim is tried again in between. */
const LOCK_WAITS = 5;
/** The server's own limit ends a second after ours, so that a statement nobody waits for any more lets go of its locks. */
const SERVER_GRACE_MS = 1_000;

/** Prepared statements that a connection keeps. */
const MAX_STATEMENTS = 200;
const MAX_PREPARED_PARAMETERS = 24;

/** Loads the driver package, and returns how to open one session. */
export async function postgresSessions(
  server: ServerLocation,
  limits: ConnectionLimits,
): Promise<() => Promise<Session>> {
  const { Client, types } = await loadDriver();
  const parsers: CustomTypesConfig = {
    getTypeParser: (type, format): unknown => {
      if (type === types.builtins.INT8) return Number;
      if (type === types.builtins.TIMESTAMP || type === types.builtins.TIMESTAMPTZ) return readTime;
      return types.getTypeParser(type, format);
    },
  };
  return async () => {
    const socket = new Socket();
    const client = new Client({ ...connectionOptions(server, limits), types: parsers, stream: () => socket });
    // Every query in flight is told; without a listener, the same error would end the process.
    client.on('error', () => undefined);
    await openInTime(socket, limits.connectTimeoutMs, async () => {
      await client.connect();
      await client.query(sessionSettings(limits));
    });
    let names = new StatementNames();
    const run = async ({ sql, parameters }: Statement): Promise<QueryResult<unknown>> => {
      const { command, rowCount, rows } = await client.query<Record<string, unknown>>({
        text: sql,
        values: [...parameters],
        ...(limits.preparedStatements && names.of(sql, parameters.length)),
      });
      // A transaction in which a statement failed ends so, whatever was asked.
      if (sql === 'commit' && command === 'ROLLBACK') throw new Error('the transaction was rolled back, not committed');
      return { rows, numAffectedRows: BigInt(rowCount ?? 0) };
    };
    return {
      async query(statements) {
        // One packet, not one a statement.
        socket.cork();
        const answers = statements.map(run);
        socket.uncork();
        return Promise.all(answers);
      },
      // Those of the old names are left to the session: they may be gone with what made them stale.
      renew: () => {
        names = new StatementNames();
        return client.query(sessionSettings(limits));
      },
      begin: limits.preparedStatements ? 'begin' : beginWithSettings(limits),
      socket,
      close: () => {
        void client.end().catch(() => undefined);
        socket.destroySoon();
      },
    };
  };
}

/**
 * Every time is UTC: one without a zone, which the package would take for this machine's, and one with a zone by the session's
 * settings. The package's own way with zones takes three times as long.
 */
function readTime(text: string): Date {
  return new Date(`${text.replace(/\+00$/, '').replace(' ', 'T')}Z`);
}

/**
 * Prepared statements by their text. Long lists of values come in too many lengths, and are parsed each time. No two sessions use the
 * same name: behind a proxy, one could otherwise run what another prepared.
 */
class StatementNames {
  private readonly names = new Map<string, string>();
  private readonly prefix = `postern_${crypto.randomUUID()}`;

  of(text: string, parameters: number): { readonly name?: string } {
    if (parameters === 0 || parameters > MAX_PREPARED_PARAMETERS) return {};
    const known = this.names.get(text);
    if (known !== undefined) return { name: known };
    if (this.names.size >= MAX_STATEMENTS) return {};
    const name = `${this.prefix}_${this.names.size + 1}`;
    this.names.set(text, name);
    return { name };
  }
}

async function loadDriver() {
  try {
    return (await import('pg')).default;
  } catch (cause) {
    throw new Error('PostgreSQL needs a driver that is not installed: npm install pg', { cause });
  }
}

function connectionOptions(server: ServerLocation, limits: ConnectionLimits): ClientConfig {
  return {
    host: server.socket ?? server.host,
    port: server.port,
    user: server.user,
    password: server.password,
    database: server.database,
    application_name: 'postern',
    keepAlive: true,
    // What is asked for at once is sent at once.
    pipeline: true,
    connectionTimeoutMillis: limits.connectTimeoutMs,
    ...(server.tls && { ssl: tlsOptions(server.tls) }),
  };
}

/**
 * Whatever the defaults of the server, the database and the role: times in UTC and in a form that is read; texts in UTF-8; a NULL in
 * an array is none.
 */
const TEXT_SETTINGS = [
  `DateStyle = 'ISO, MDY'`,
  `TIME ZONE 'UTC'`,
  `client_encoding = 'UTF8'`,
  'standard_conforming_strings = on',
];

/**
 * The rest. READ COMMITTED: each statement sees what was committed before it. Plans are made anew for each statement, prepared or not:
 * one that was made while a table was empty would be kept for the full one, and read all of it. A transaction whose client went
 * silent is ended, with its locks.
 *
 * Not `default_transaction_read_only`: it protects a disk that is nearly full; nor `search_path`, which says whose tables are meant.
 */
function serverSettings({ statementTimeoutMs }: ConnectionLimits): readonly string[] {
  const serverTimeoutMs = statementTimeoutMs + SERVER_GRACE_MS;
  return [
    `IntervalStyle = 'postgres'`,
    `bytea_output = 'hex'`,
    'extra_float_digits = 1',
    'array_nulls = on',
    'transform_null_equals = off',
    'plan_cache_mode = force_custom_plan',
    `lock_timeout = ${Math.ceil(statementTimeoutMs / LOCK_WAITS)}`,
    `statement_timeout = ${serverTimeoutMs}`,
    `idle_in_transaction_session_timeout = ${serverTimeoutMs}`,
  ];
}

/** In one round trip. Without prepared statements, those alone that a proxy keeps for each of its clients. */
function sessionSettings(limits: ConnectionLimits): string {
  const settings = limits.preparedStatements
    ? [...TEXT_SETTINGS, `default_transaction_isolation = 'read committed'`, ...serverSettings(limits)]
    : TEXT_SETTINGS;
  return settings.map((setting) => `SET ${setting}`).join('; ');
}

/** For a transaction alone, as its session may be another's after it. */
function beginWithSettings(limits: ConnectionLimits): string {
  return [
    'begin isolation level read committed',
    ...serverSettings(limits).map((setting) => `SET LOCAL ${setting}`),
  ].join('; ');
}
