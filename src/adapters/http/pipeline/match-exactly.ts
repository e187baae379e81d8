import type { Context, Next } from './context.js';
import { refuse } from './refuse.js';

/**
 * Refuses a request whose path was tidied up on its way to `ctx.path`: with a `#` or white space in it, Koa's URL parser also turns
 * backslashes into slashes. A check in front of us (a proxy's) saw the path as it was written.
 *
 * The absolute form of a target (RFC 9112 3.2.2) ends with its path too.
 */
export function matchExactly(ctx: Context, next: Next): Promise<unknown> {
  const [target = ''] = (ctx.req.url ?? '').split('?', 1);
  if (target.endsWith(ctx.path)) return next();
  refuse(ctx, 404, { error: 'not_found' });
  return Promise.resolve();
}
