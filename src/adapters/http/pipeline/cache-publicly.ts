import type { Context } from './context.js';

/**
 * Lets every cache keep the answer, shared ones too. They hand it to others whole, so nothing of this caller may be in it: `RateLimit`
 * is left out, and the caller's own `X-Request-Id` goes to nobody who did not send the same one. To name the fields in `no-cache`
 * would not do: most caches take that for the whole answer and keep nothing (RFC 9111 5.2.2.4).
 *
 * To be called last, as a failure must not be kept.
 */
export function cachePublicly(ctx: Context, maxAgeSeconds: number): void {
  ctx.set('Cache-Control', `public, max-age=${maxAgeSeconds}`);
  ctx.remove('RateLimit');
  ctx.remove('RateLimit-Policy');
  ctx.vary('X-Request-Id');
}
