import type { AuthenticateKey } from '../../application/authenticate-key.js';
import type { Middleware } from './context.js';
import { type Refusal } from './refuse.js';
export declare const KEY_HEADER = "X-API-Key";
export declare const KEY_REFUSAL_EXAMPLES: readonly Refusal[];
/** Lets a request pass that shows a good key, and says whom it speaks for. */
export declare function requireKey(authenticateKey: AuthenticateKey): Middleware;
