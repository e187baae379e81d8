import Router from '@koa/router';
import Koa from 'koa';
import type { RateLimiter } from '../../../application/ports/rate-limiter.js';
import { answerFailures } from './answer-failures.js';
import { answerUnmatched } from './answer-unmatched.js';
import { boundRequests } from './bound-requests.js';
import type { Context, Middleware, State } from './context.js';
import { answerPreflight, shareWithOrigins } from './cors.js';
import { docsPage, openApiDocument, redocScript } from '../openapi/docs-routes.js';
import { identifyRequest } from './identify-request.js';
import { RequestLimits } from './limit-requests.js';
import { matchExactly } from './match-exactly.js';
import type { HttpObserver } from './observer.js';
import { readBody } from './read-body.js';
import { requireHost } from './require-host.js';
import { requireKey } from './require-key.js';
import type { Route } from './route.js';
import { type RouteDependencies, routesOf } from '../apis/postern/routes.js';
import { securityHeaders } from './security-headers.js';

export interface HttpAppDependencies extends RouteDependencies {
  readonly observer: HttpObserver;
  /** Absent: nothing is limited. */
  readonly limiter?: RateLimiter;
}

export interface HttpAppOptions {
  /** How many proxies stand in front and are believed in `X-Forwarded-For`; 0 by default. */
  readonly trustedProxies?: number;
  /** How long `/health/ready` waits for the storage; 1,000 by default. */
  readonly readyTimeoutMs?: number;
  /** Which origins' pages and extensions may read the answers; none by default. */
  readonly corsOrigins?: readonly string[];
  /** How many requests run at a time at most; 1,000 by default. */
  readonly maxConcurrentRequests?: number;
  /** Where Redoc's standalone file lies, of which `/docs` is made. Absent: there is no `/docs`. */
  readonly redocFile?: string;
}

const READY_TIMEOUT_MS = 1_000;
export const MAX_CONCURRENT_REQUESTS = 1_000;

/** The HTTP API as a Koa application: every route, and what stands before them, in the order that the contract gives its checks. */
export function createHttpApp(dependencies: HttpAppDependencies, options: HttpAppOptions = {}): Koa<State> {
  const { observer } = dependencies;
  const trustedProxies = options.trustedProxies ?? 0;
  const app = new Koa<State>({ proxy: trustedProxies > 0, maxIpsCount: trustedProxies });
  const router = routerOf(dependencies, options);
  const origins = options.corsOrigins ?? [];
  app.use(identifyRequest(observer));
  app.use(securityHeaders);
  if (origins.length > 0) app.use(shareWithOrigins(origins));
  app.use(boundRequests(options.maxConcurrentRequests ?? MAX_CONCURRENT_REQUESTS, observer));
  app.use(answerFailures(observer));
  app.use(requireHost);
  app.use(matchExactly);
  app.use(router.routes());
  if (origins.length > 0) app.use(answerPreflight(origins));
  app.use(answerUnmatched);
  // What no middleware could catch: the caller hung up while its answer was on the way.
  app.on('error', (error: unknown, ctx?: Context) => {
    if (ctx && !isHangUp(error)) observer.requestFailed({ requestId: ctx.state.requestId, status: 500, error });
  });
  return app;
}

/** Paths match exactly: no other letter case, no trailing slash, so that no check is slipped past by spelling. */
function routerOf(dependencies: HttpAppDependencies, options: HttpAppOptions): Router<State> {
  const limits = new RequestLimits(dependencies.limiter);
  const withKey = requireKey(dependencies.authenticateKey);
  const routes = routesOf(dependencies, limits, options.readyTimeoutMs ?? READY_TIMEOUT_MS);
  const router = new Router<State>({ sensitive: true, strict: true });
  for (const route of routes) {
    const before = [...guards(route, limits, withKey), ...(route.method === 'post' ? [readBody] : [])];
    router[route.method](route.path, ...before, (ctx: Context) => route.handle(ctx));
  }
  const limit = limits.perIp('docs');
  router.get('/openapi.json', ...limit, openApiDocument(routes));
  if (options.redocFile !== undefined) {
    router.get('/docs', ...limit, docsPage);
    router.get('/docs/redoc.js', ...limit, redocScript(options.redocFile));
  }
  return router;
}

/** In the contract's order. */
function guards({ access, behind = [] }: Route, limits: RequestLimits, withKey: Middleware): readonly Middleware[] {
  if (access.by === 'key') return [...limits.withKey(access.where, withKey), ...behind];
  return access.where === undefined ? behind : [...limits.perIp(access.where), ...behind];
}

function isHangUp(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return code === 'ECONNRESET' || code === 'EPIPE';
}
