import type { Outcome } from '../answer.js';
import type { Context, Next } from '../context.js';

/** Refuses a request whose path was tidied up on its way to the router. */
export function requireExactPath(ctx: Context, next: Next): Promise<Outcome> | Outcome {
  return isExactPath(ctx) ? next() : { kind: 'route_unknown' };
}

/**
 * Whether `ctx.path` is the path as it was written. With a `#` or white space in a target, Koa's
 * URL parser tidies the path up and also turns backslashes into slashes, but a check in front of us
 * (a proxy's) saw the path as it was.
 *
 * The absolute form of a target (RFC 9112 3.2.2) ends with its path too.
 */
export function isExactPath(ctx: Context): boolean {
  const target = ctx.req.url ?? '';
  const queryAt = target.indexOf('?');
  const written = queryAt < 0 ? target : target.slice(0, queryAt);
  return written.endsWith(ctx.path);
}
