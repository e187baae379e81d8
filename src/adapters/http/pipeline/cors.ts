import koaCors from '@koa/cors';
import { methodsOf } from './answer-unmatched.js';
import type { Context, Middleware, Next } from './context.js';
import { allowedOrigin } from './cors-origins.js';

const REQUEST_HEADERS = ['X-API-Key', 'Content-Type', 'X-Request-Id'];
const READABLE_HEADERS = ['X-Request-Id', 'Retry-After', 'RateLimit', 'RateLimit-Policy'];
/** How long a browser may remember a preflight's answer: as long as Chromium does at most. */
const PREFLIGHT_MAX_AGE_SECONDS = 7_200;

/**
 * Lets pages and extensions of these origins read the answers, errors too, so it stands before whatever refuses.
 * Never with credentials: the key is a header, and no cookie means anything here.
 */
export function shareWithOrigins(origins: readonly string[]): Middleware {
  const share = corsFor(origins, []);
  return async function cors(ctx: Context, next: Next) {
    if (ctx.method !== 'OPTIONS') {
      await share(ctx, next);
      return;
    }
    ctx.vary('Origin');
    await next();
  };
}

/** Answers a preflight of a path that has routes; it stands behind them, and needs no key, for a browser sends none. */
export function answerPreflight(origins: readonly string[]): Middleware {
  return async function preflight(ctx: Context, next: Next) {
    const methods = methodsOf(ctx);
    if (ctx.method === 'OPTIONS' && ctx.get('Origin') !== '' && methods.length > 0) {
      await corsFor(origins, methods)(ctx, next);
    } else {
      await next();
    }
  };
}

function corsFor(origins: readonly string[], methods: string[]) {
  return koaCors({
    origin: (ctx) => allowedOrigin(origins, ctx.get('Origin')),
    allowMethods: methods,
    allowHeaders: REQUEST_HEADERS,
    exposeHeaders: READABLE_HEADERS,
    maxAge: PREFLIGHT_MAX_AGE_SECONDS,
  });
}
