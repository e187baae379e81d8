import koaCors from '@koa/cors';
import type { Answer } from './answer.js';
import type { Context, Middleware, Next } from './context.js';
import { allowedOrigin } from './cors-origins.js';
import type { RoutePath } from './route-table.js';

const REQUEST_HEADERS = ['Content-Type', 'X-Request-Id'];
const READABLE_HEADERS = ['X-Request-Id', 'Retry-After', 'RateLimit', 'RateLimit-Policy'];
/** How long a browser may remember a preflight's answer: as long as Chromium does at most. */
const PREFLIGHT_MAX_AGE_SECONDS = 7_200;

/**
 * Lets pages and extensions of these origins read the answers, errors too, so it stands before whatever refuses.
 * Never with credentials: the key is a header, and no cookie means anything here.
 */
export function shareWithOrigins(origins: readonly string[]): Middleware {
  const share = corsFor(origins, [], REQUEST_HEADERS);
  return async function cors(ctx: Context, next: Next) {
    if (ctx.method !== 'OPTIONS') {
      await share(ctx, next);
      return;
    }
    ctx.vary('Origin');
    await next();
  };
}

/**
 * Answers a preflight of a path that has routes, without a key, because a browser sends none; `undefined` if it is none of an origin
 * that is allowed. The headers of the keys of these routes may be sent.
 */
export async function answerPreflight(
  ctx: Context,
  { routes }: RoutePath,
  origins: readonly string[],
): Promise<Answer | undefined> {
  if (ctx.method !== 'OPTIONS' || origins.length === 0 || ctx.get('Origin') === '') return undefined;
  const keyHeaders = new Set([...routes.values()].map(({ api }) => api.credential.header));
  const passed: unknown[] = [];
  await corsFor(
    origins,
    [...routes.keys()],
    [...keyHeaders, ...REQUEST_HEADERS],
  )(ctx, () => {
    passed.push(ctx);
    return Promise.resolve();
  });
  return passed.length === 0 ? { status: 204 } : undefined;
}

function corsFor(origins: readonly string[], methods: string[], headers: string[]) {
  return koaCors({
    origin: (ctx) => allowedOrigin(origins, ctx.get('Origin')),
    allowMethods: methods,
    allowHeaders: headers,
    exposeHeaders: READABLE_HEADERS,
    maxAge: PREFLIGHT_MAX_AGE_SECONDS,
  });
}
