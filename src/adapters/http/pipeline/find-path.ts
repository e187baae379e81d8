import type { Context } from './context.js';
import type { FoundPath, RouteTable } from './route-table.js';

/**
 * The routes of the path exactly as it was written. With a `#` or white space in a target, Koa's
 * URL parser tidies the path up and also turns backslashes into slashes, but a check in front of us
 * (a proxy's) saw the path as it was.
 *
 * The absolute form of a target (RFC 9112 3.2.2) ends with its path too.
 */
export function findPath(table: RouteTable, ctx: Context): FoundPath | undefined {
  const target = ctx.req.url ?? '';
  const queryAt = target.indexOf('?');
  const written = queryAt < 0 ? target : target.slice(0, queryAt);
  return written.endsWith(ctx.path) ? table.find(ctx.path) : undefined;
}
