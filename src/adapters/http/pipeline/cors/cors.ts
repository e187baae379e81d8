import koaCors from '@koa/cors';
import type { Outcome } from '../answer.js';
import type { ApiRouter } from '../routing/api-router.js';
import type { Context, Next } from '../context.js';
import { allowedOrigin } from './cors-origins.js';

const REQUEST_HEADERS = ['Content-Type', 'X-Request-Id'];
const READABLE_HEADERS = 'X-Request-Id,Retry-After,RateLimit,RateLimit-Policy';
/** How long a browser may remember a preflight's answer: as long as Chromium does at most. */
const PREFLIGHT_MAX_AGE_SECONDS = 7_200;

/**
 * Lets pages and extensions of these origins read the answer, an error too, so it stands before
 * whatever refuses. Never with credentials: the key is a header, and no cookie means anything here.
 */
export function shareWithOrigins(origins: readonly string[]) {
  return function share(ctx: Context, next: Next): ReturnType<Next> {
    ctx.state.vary.push('Origin');
    // A preflight says so itself.
    if (ctx.method !== 'OPTIONS') ctx.state.sharing = sharingHeaders(origins, ctx.req.headers.origin);
    return next();
  };
}

/** Names and values in turn; none if the origin is not allowed. */
export function sharingHeaders(origins: readonly string[], origin = ''): readonly string[] {
  const allowed = origin === '' ? '' : allowedOrigin(origins, origin);
  if (allowed === '') return [];
  return ['Access-Control-Allow-Origin', allowed, 'Access-Control-Expose-Headers', READABLE_HEADERS];
}

/**
 * Answers a preflight of an origin that is allowed, without a key, because a browser sends none. The
 * headers of the keys of the path's routes may be sent.
 */
export function answerPreflights(router: ApiRouter, origins: readonly string[]) {
  return async function answerPreflight(ctx: Context, next: Next): Promise<Outcome> {
    if (ctx.method !== 'OPTIONS' || ctx.get('Origin') === '') return next();
    const keyHeaders = new Set(router.routesOf(ctx).map(({ api }) => api.credential.header));
    const preflight = koaCors({
      origin: () => allowedOrigin(origins, ctx.get('Origin')),
      allowMethods: router.methodsOf(ctx),
      allowHeaders: [...keyHeaders, ...REQUEST_HEADERS],
      maxAge: PREFLIGHT_MAX_AGE_SECONDS,
    });
    const passed = (await preflight(ctx, next)) as unknown as Outcome | undefined;
    return passed ?? { status: 204 };
  };
}
