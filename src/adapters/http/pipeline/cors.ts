import koaCors from '@koa/cors';
import type { Answer } from './answer.js';
import type { Context } from './context.js';
import { allowedOrigin } from './cors-origins.js';
import type { RoutePath } from './route-table.js';

const REQUEST_HEADERS = ['Content-Type', 'X-Request-Id'];
const READABLE_HEADERS = 'X-Request-Id,Retry-After,RateLimit,RateLimit-Policy';
/** How long a browser may remember a preflight's answer: as long as Chromium does at most. */
const PREFLIGHT_MAX_AGE_SECONDS = 7_200;

/**
 * Lets pages and extensions of these origins read the answer, an error too, so it stands before
 * whatever refuses. Never with credentials: the key is a header, and no cookie means anything here.
 */
export function shareWithOrigins(ctx: Context, origins: readonly string[]): void {
  if (origins.length === 0) return;
  ctx.state.vary.push('Origin');
  // A preflight says so itself.
  if (ctx.method !== 'OPTIONS') ctx.state.sharing = sharingHeaders(origins, ctx.req.headers.origin);
}

/** Names and values in turn; none if the origin is not allowed. */
export function sharingHeaders(origins: readonly string[], origin = ''): readonly string[] {
  const allowed = origin === '' ? '' : allowedOrigin(origins, origin);
  if (allowed === '') return [];
  return ['Access-Control-Allow-Origin', allowed, 'Access-Control-Expose-Headers', READABLE_HEADERS];
}

/**
 * Answers a preflight of a path that has routes, without a key, because a browser sends none;
 * `undefined` if it is none of an origin that is allowed. The headers of the keys of these routes
 * may be sent.
 */
export async function answerPreflight(
  ctx: Context,
  { routes }: RoutePath,
  origins: readonly string[],
): Promise<Answer | undefined> {
  if (ctx.method !== 'OPTIONS' || origins.length === 0 || ctx.get('Origin') === '') return undefined;
  const keyHeaders = new Set([...routes.values()].map(({ api }) => api.credential.header));
  const passed: unknown[] = [];
  const preflight = koaCors({
    origin: () => allowedOrigin(origins, ctx.get('Origin')),
    allowMethods: [...routes.keys()],
    allowHeaders: [...keyHeaders, ...REQUEST_HEADERS],
    maxAge: PREFLIGHT_MAX_AGE_SECONDS,
  });
  await preflight(ctx, () => {
    passed.push(ctx);
    return Promise.resolve();
  });
  return passed.length === 0 ? { status: 204 } : undefined;
}
