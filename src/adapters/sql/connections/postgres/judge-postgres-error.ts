import type { Trouble } from '../server/server-connection.js';

/** SQLSTATEs (PostgreSQL's appendix A), by the whole code or by its class of two characters. */
const TROUBLE: Readonly<Record<string, Trouble>> = {
  '40001': 'contended', // a serialization failure; CockroachDB and YugabyteDB send it where others would wait
  '40P01': 'contended', // a deadlock
  '55P03': 'contended', // a lock was waited for too long
  '26000': 'stale', // an unknown prepared statement: after DISCARD ALL, or in another session behind a proxy
  '42P05': 'stale', // a prepared statement of that name exists, as it may behind a proxy
  '40003': 'lost', // whether the statement took place is unknown
  '25P03': 'lost', // idle too long in a transaction
  '57P01': 'lost', // ended by an operator, or by a shutdown
  '57P02': 'lost', // another process of the server crashed
  '57P05': 'lost', // idle too long
  '08': 'lost', // the connection
  '53': 'unavailable', // out of disk, memory or connections
  '58': 'unavailable', // the server's own trouble with its system
  '25006': 'unavailable', // a read-only transaction, as on a standby
  '57014': 'unavailable', // over statement_timeout, or cancelled by an operator
  '57P03': 'unavailable', // starting up or shutting down
};

const FEATURE_NOT_SUPPORTED = '0A000';
/** The server's function that refuses a prepared statement whose result has other columns by now. Its message is in any language. */
const REVALIDATION = 'RevalidateCachedQuery';

const SQLSTATE = /^[0-9A-Z]{5}$/;
/** What the driver package says, in errors without a code, when the connection went away under it. */
const GONE = /connection|closed|not queryable/i;

/** Not by `instanceof`: tests may run in another realm than the driver package. */
export function judgePostgresError(error: unknown): Trouble {
  if (typeof error !== 'object' || error === null) return 'fault';
  const code = 'code' in error ? String(error.code) : '';
  // The server's errors have a severity; the network's (ECONNRESET, EPIPE) have codes of that form, and none.
  if ('severity' in error && SQLSTATE.test(code)) {
    if (code === FEATURE_NOT_SUPPORTED && 'routine' in error && error.routine === REVALIDATION) return 'stale';
    // After a FATAL or a PANIC there is no session any more.
    const otherwise = error.severity === 'FATAL' || error.severity === 'PANIC' ? 'lost' : 'fault';
    return TROUBLE[code] ?? TROUBLE[code.slice(0, 2)] ?? otherwise;
  }
  if ('syscall' in error) return 'lost';
  return code === '' && 'message' in error && GONE.test(String(error.message)) ? 'lost' : 'fault';
}

/** Of the server, of the database or of the role. */
const TOO_MANY_CONNECTIONS = '53300';
/** PgBouncer's own limit, which has the code of every fault of the protocol. */
const POOLER_FULL = /no more connections allowed/;

export function isPostgresFull(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('code' in error)) return false;
  return error.code === TOO_MANY_CONNECTIONS || ('message' in error && POOLER_FULL.test(String(error.message)));
}

const INSUFFICIENT_PRIVILEGE = '42501';

export function isPostgresDenial(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === INSUFFICIENT_PRIVILEGE;
}
