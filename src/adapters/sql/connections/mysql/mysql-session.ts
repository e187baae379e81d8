import { connect } from 'node:net';
import type { QueryResult } from 'kysely';
import type { Connection, ConnectionOptions } from 'mysql2';
import type { ConnectionLimits } from '../dialect.js';
import { isPreparationFailure } from './judge-mysql-error.js';
import { openInTime } from '../server/open-in-time.js';
import type { Session, Statement } from '../server/server-connection.js';
import { type ServerLocation, tlsOptions } from '../server/server-location.js';

/** A lock is waited for so many times within the limit of a statement: the claim is tried again in between. */
const LOCK_WAITS = 5;
/** Prepared statements that a connection keeps: far over the number of texts that our queries come to, but for those of many rows. */
const MAX_STATEMENTS = 200;
/** How long a session sends texts after the server would not prepare one more statement. */
const PREPARE_AGAIN_MS = 60_000;
/** The server's own limits end a second after ours, so that a statement nobody waits for any more lets go of its locks. */
const SERVER_GRACE_SECONDS = 1;
/** More than the pool's idle timeout of a minute. */
const SESSION_TIMEOUT_SECONDS = 600;

/** Loads the driver package, and returns how to open one session. */
export async function mysqlSessions(server: ServerLocation, limits: ConnectionLimits): Promise<() => Promise<Session>> {
  const { createConnection } = await loadDriver();
  return async () => {
    // Before there is a socket: files of certificates are read for it, and may not be there.
    const options = connectionOptions(server, limits);
    const { host, port } = server;
    // Our own: the package only ever half-closes one, which a server that answers nothing leaves so.
    const socket = connect(server.socket === undefined ? { host, port } : { path: server.socket });
    socket.setNoDelay(true).setKeepAlive(true);
    const connection = createConnection({ ...options, stream: socket });
    // Every command in flight is told; without a listener, the same error would end the process.
    connection.on('error', () => undefined);
    const runTexts = (statements: readonly Statement[]) =>
      answersOf(statements.length, (done) => {
        connection.query(statements.map((statement) => toText(connection, statement)).join('; '), done);
      });
    const settle = () => runTexts([{ sql: sessionSettings(limits), parameters: [] }]);
    let preparesAgainAtMs = limits.preparedStatements ? 0 : Number.POSITIVE_INFINITY;
    const session: Session = {
      async query(statements) {
        const [only] = statements;
        // Prepared where it is one, and has something to fill in: not everything may be prepared, as BEGIN may not.
        const isPrepared = statements.length === 1 && performance.now() >= preparesAgainAtMs;
        if (!only || !isPrepared || only.parameters.length === 0) return runTexts(statements);
        try {
          return await answersOf(1, (done) => {
            connection.execute(only.sql, only.parameters.map(toParameter), done);
          });
        } catch (error) {
          if (!isPreparationFailure(error)) throw error;
          preparesAgainAtMs = performance.now() + PREPARE_AGAIN_MS;
          return runTexts(statements);
        }
      },
      renew: async () => {
        await answersOf(1, (done) => {
          connection.reset((error) => {
            done(error, {});
          });
        });
        await settle();
      },
      begin: 'begin',
      socket,
      close: () => {
        connection.end(() => undefined);
        socket.destroySoon();
      },
    };
    await openInTime(socket, limits.connectTimeoutMs, settle).catch((error: unknown) => {
      throw explainPlugin(error);
    });
    return session;
  };
}

const UNKNOWN_PLUGIN = /unknown plugin (\w+)/;

/** The driver package's own words name no way out. */
function explainPlugin(error: unknown): unknown {
  const plugin = error instanceof Object && 'message' in error && UNKNOWN_PLUGIN.exec(String(error.message))?.[1];
  if (!plugin) return error;
  return new Error(
    `the database's user authenticates by ${plugin}, which the driver does not have: let it use another plugin, ` +
      `by ALTER USER … IDENTIFIED VIA mysql_native_password USING PASSWORD('…') (MariaDB) ` +
      `or IDENTIFIED WITH caching_sha2_password BY '…' (MySQL)`,
    { cause: error },
  );
}

type Done = (error: Error | null, result: unknown) => void;

/** What the driver package calls back with for so many statements. */
function answersOf(count: number, ask: (done: Done) => void): Promise<readonly QueryResult<unknown>[]> {
  return new Promise((resolve, reject) => {
    ask((error, result) => {
      if (error) reject(error);
      else resolve(count === 1 ? [toQueryResult(result)] : (result as unknown[]).map(toQueryResult));
    });
  });
}

async function loadDriver() {
  try {
    return (await import('mysql2')).default;
  } catch (cause) {
    throw new Error('MariaDB and MySQL need a driver that is not installed: npm install mysql2', { cause });
  }
}

function connectionOptions(server: ServerLocation, limits: ConnectionLimits): ConnectionOptions {
  return {
    ...(server.socket === undefined ? { host: server.host, port: server.port } : { socketPath: server.socket }),
    user: server.user,
    password: server.password,
    database: server.database,
    connectTimeout: limits.connectTimeoutMs,
    timezone: 'Z',
    maxPreparedStatements: MAX_STATEMENTS,
    // Ours alone, each filled in by the driver package's own quoting: what is one statement goes prepared, which takes one.
    multipleStatements: true,
    // Affected rows are those that changed: how an INSERT that met a held key is told from one that did not.
    flags: ['-FOUND_ROWS', '-LOCAL_FILES'],
    ...(server.tls && { ssl: { ...tlsOptions(server.tls), verifyIdentity: server.tls.verify === 'full' } }),
  };
}

/** The largest number that a server takes: no limit. */
const UNLIMITED = '18446744073709551615';
/** As many octets of a text as decide its place in an order; an address has fewer. */
const SORTED_OCTETS = 1_024;

/**
 * Whatever the server's defaults, and whatever its `init_connect` and a server that ignores the client's character set made of the
 * session. Not whether transactions only read: a server that is to be left alone says so by that.
 */
const FIXED_SETTINGS = [
  'character_set_client = utf8mb4',
  'character_set_results = utf8mb4',
  'collation_connection = utf8mb4_unicode_ci',
  // UTC, and truncation is an error.
  `time_zone = '+00:00'`,
  `sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION'`,
  'autocommit = 1',
  `completion_type = 'NO_CHAIN'`,
  // For the tables that we make.
  'default_storage_engine = InnoDB',
  'foreign_key_checks = 1',
  'unique_checks = 1',
  'sql_auto_is_null = 0',
  'sql_safe_updates = 0',
  `sql_select_limit = ${UNLIMITED}`,
  `max_join_size = ${UNLIMITED}`,
  // After that, which turns it off.
  'sql_big_selects = 1',
  `max_sort_length = ${SORTED_OCTETS}`,
  // Longer than the pool keeps a connection that nothing uses, so that the server does not cut one off as it is taken.
  `wait_timeout = ${SESSION_TIMEOUT_SECONDS}`,
] as const;

/**
 * Locks on what a claim read (REPEATABLE READ) are how it excludes a handle taken meanwhile. The comments speak to MariaDB and to
 * MySQL alone.
 */
function sessionSettings({ statementTimeoutMs }: ConnectionLimits): string {
  const seconds = Math.ceil(statementTimeoutMs / 1_000) + SERVER_GRACE_SECONDS;
  return (
    `SET ${FIXED_SETTINGS.map((setting) => `SESSION ${setting}`).join(', ')}, ` +
    `SESSION innodb_lock_wait_timeout = ${Math.max(1, Math.floor(statementTimeoutMs / 1_000 / LOCK_WAITS))}` +
    `/*M! , SESSION max_statement_time = ${seconds}, SESSION tx_isolation = 'REPEATABLE-READ' */` +
    `/*!80000 , SESSION max_execution_time = ${seconds * 1_000}, SESSION transaction_isolation = 'REPEATABLE-READ' */`
  );
}

/** A statement with its values in it, quoted by backslashes, which mean something to the server: our session's `sql_mode` sees to that. */
function toText(connection: Connection, { sql, parameters }: Statement): string {
  return parameters.length === 0 ? sql : connection.format(sql, [...parameters]);
}

/** MySQL 8 takes no floating point where it wants a whole number (LIMIT), and the driver package sends every number as one. */
function toParameter(value: unknown): string | Buffer | boolean | null {
  return typeof value === 'number' || typeof value === 'bigint' ? String(value) : (value as string | Buffer | null);
}

function toQueryResult(result: unknown): QueryResult<unknown> {
  if (Array.isArray(result)) return { rows: result };
  const { insertId, affectedRows, changedRows } = result as Readonly<Record<string, number>>;
  return {
    rows: [],
    numAffectedRows: BigInt(affectedRows ?? 0),
    numChangedRows: BigInt(changedRows ?? 0),
    ...(insertId ? { insertId: BigInt(insertId) } : {}),
  };
}
