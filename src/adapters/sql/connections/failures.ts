import { StoreUnavailable } from '../../../application/ports/store-unavailable.js';

/**
 * What drivers throw, by what may be done about it. Each dialect makes these of its server's codes; whatever nobody handles is a
 * StoreUnavailable, and so a 503.
 */

/** Lost against another transaction (a deadlock, a lock wait, a serialization failure). It had no effect, so it may be tried again. */
export class Contended extends StoreUnavailable {}

/** The connection broke before COMMIT was sent. The server rolls back, so it had no effect and may be tried again. */
export class ConnectionLost extends StoreUnavailable {}

/**
 * The server no longer knows, or no longer accepts, a statement that was prepared in this session, and the transaction around it
 * was given up. It had no effect and may be tried again; the session prepares its statements anew.
 */
export class StatementsStale extends StoreUnavailable {}

/** The connection broke after COMMIT was sent: the transaction is there or it is not, and only a look can tell. */
export class OutcomeUnknown extends StoreUnavailable {}
