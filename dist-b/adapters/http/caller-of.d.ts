import type { Caller } from '../../application/authenticate-key.js';
import type { Origin } from '../../application/ports/origin.js';
import type { Context } from './context.js';
/** Whoever the key speaks for: for routes behind requireKey. */
export declare function callerOf(ctx: Context): Caller;
/** By what way the caller asks for a change. */
export declare function originOf(ctx: Context): Origin;
