import type { Middleware } from './context.js';
/**
 * Lets pages and extensions of these origins read the answers, errors too, so it stands before whatever refuses.
 * Never with credentials: the key is a header, and no cookie means anything here.
 */
export declare function shareWithOrigins(origins: readonly string[]): Middleware;
/** Answers a preflight of a path that has routes; it stands behind them, and needs no key, for a browser sends none. */
export declare function answerPreflight(origins: readonly string[]): Middleware;
