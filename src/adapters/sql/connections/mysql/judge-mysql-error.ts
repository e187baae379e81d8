import type { Trouble } from '../server/server-connection.js';

/** Error numbers of MariaDB and MySQL, as their manuals' error references list them. */
const TROUBLE: Readonly<Record<number, Trouble>> = {
  1020: 'contended', // a row changed since the snapshot (MariaDB's innodb_snapshot_isolation)
  1205: 'contended', // a lock was waited for too long
  1213: 'contended', // a deadlock, or Galera's certification failed
  3101: 'contended', // group replication's certification failed
  1243: 'stale', // an unknown prepared statement, as after a reset of the session
  1461: 'unavailable', // max_prepared_stmt_count; a session then sends texts
  1615: 'unavailable', // a prepared statement that its tables outran; it is sent as a text then
  1053: 'lost', // the server is shutting down
  1180: 'lost', // an error during COMMIT: whether it took place, only a look can tell
  1927: 'lost', // the connection was killed
  4031: 'lost', // the connection idled too long
  1021: 'unavailable', // a full disk
  1026: 'unavailable', // an error writing a file
  1030: 'unavailable', // the storage engine's own error, such as a full disk
  1037: 'unavailable', // out of memory
  1038: 'unavailable',
  1040: 'unavailable', // too many connections
  1041: 'unavailable',
  1047: 'unavailable', // a Galera node that is not ready
  1114: 'unavailable', // a full table
  1203: 'unavailable', // too many connections of this user
  1226: 'unavailable', // a limit of this user's
  1290: 'unavailable', // read-only, as a replica is
  1317: 'unavailable', // interrupted by an operator
  1792: 'unavailable', // a read-only transaction
  1836: 'unavailable', // read-only mode
  1969: 'unavailable', // over max_statement_time
  3024: 'unavailable', // over max_execution_time
};

/** Not by `instanceof`: tests may run in another realm than the driver package. */
export function judgeMysqlError(error: unknown): Trouble {
  const known = TROUBLE[errorNumber(error)];
  if (known) return known;
  // What the server itself did not say, the connection did: reset, closed, out of step.
  return typeof error === 'object' && error !== null && 'fatal' in error && error.fatal === true ? 'lost' : 'fault';
}

const TOO_MANY_STATEMENTS = 1461;
const NEEDS_REPREPARE = 1615;

/** Whether a statement could not be prepared, and would run as a text. It had no effect, and its transaction goes on. */
export function isPreparationFailure(error: unknown): boolean {
  return [TOO_MANY_STATEMENTS, NEEDS_REPREPARE].includes(errorNumber(error));
}

/** Of the server, of this user, or by a quota of this user's. */
const FULL = [1040, 1203, 1226];

export function isMysqlFull(error: unknown): boolean {
  return FULL.includes(errorNumber(error));
}

/** On the database, a table, a column, or a command. */
const DENIED = [1044, 1142, 1143, 1227];

export function isMysqlDenial(error: unknown): boolean {
  return DENIED.includes(errorNumber(error));
}

function errorNumber(error: unknown): number {
  return typeof error === 'object' && error !== null && 'errno' in error ? Number(error.errno) : Number.NaN;
}
