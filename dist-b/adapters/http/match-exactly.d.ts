import type { Context, Next } from './context.js';
/**
 * Refuses a request whose path was tidied up on its way to `ctx.path`: with a `#` or white space in it, Koa's URL parser also turns
 * backslashes into slashes. A check in front of us (a proxy's) saw the path as it was written.
 *
 * The absolute form of a target (RFC 9112 3.2.2) ends with its path too.
 */
export declare function matchExactly(ctx: Context, next: Next): Promise<unknown>;
