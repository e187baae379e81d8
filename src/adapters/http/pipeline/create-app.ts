import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import Koa from 'koa';
import type { Api } from '../api.js';
import type { Outcome } from './answer.js';
import { answerFailures } from './answer-failures.js';
import { apiOfPath } from './api-of-path.js';
import { boundRequests } from './bound-requests.js';
import type { Context, State } from './context.js';
import { answerPreflight, shareWithOrigins, sharingHeaders } from './cors.js';
import { findPath } from './find-path.js';
import { identifyRequest, requestIdIn } from './identify-request.js';
import type { HttpObserver } from './observer.js';
import type { MalformedHttp } from './problem.js';
import { type BoundRoute, type FoundPath, type RoutePath, RouteTable } from './route-table.js';
import { sendAnswer, writeAnswer, type WrittenAnswer } from './send-answer.js';

export interface AppOptions {
  /** How many proxies stand in front and are believed in `X-Forwarded-For`; 0 by default. */
  readonly trustedProxies?: number;
  /** Which origins' pages and extensions may read the answers; none by default. */
  readonly corsOrigins?: readonly string[];
  /** How many requests run at a time at most; 1,000 by default. */
  readonly maxConcurrentRequests?: number;
}

export const MAX_CONCURRENT_REQUESTS = 1_000;

/** The work of an HTTP server. */
export interface HttpApp {
  readonly listener: RequestListener;
  /** How to answer what is no HTTP; the request is absent if not even its head was understood. */
  readonly refuse: (problem: MalformedHttp, request: IncomingMessage | undefined) => WrittenAnswer;
}

/**
 * These routes as a Koa application, and the steps before each, in the order that the contract
 * gives its checks.
 */
export function createApp(
  apis: readonly [Api, ...Api[]],
  routes: readonly BoundRoute[],
  observer: HttpObserver,
  options: AppOptions,
): HttpApp {
  const { trustedProxies = 0, corsOrigins = [], maxConcurrentRequests = MAX_CONCURRENT_REQUESTS } = options;
  const table = new RouteTable(routes);
  const bounded = boundRequests(maxConcurrentRequests, observer);
  const answeringFailures = answerFailures(observer);
  const app = new Koa<State>({
    proxy: trustedProxies > 0,
    maxIpsCount: trustedProxies,
  });
  const identify = identifyRequest(observer);
  const serve = async (ctx: Context) => {
    const found = findPath(table, ctx);
    const run = () => answeringFailures(ctx, () => exchange(ctx, found, corsOrigins));
    const outcome = await (isAlwaysAnswered(found) ? run() : bounded(ctx, run));
    sendAnswer(ctx, 'kind' in outcome ? apiOf(ctx, found, apis).render(outcome) : outcome);
  };
  // An answer that could not be written.
  app.on('error', (error: unknown, ctx?: Context) => {
    if (ctx)
      observer.requestFailed({
        requestId: ctx.state.requestId,
        status: 500,
        error,
      });
  });
  /**
   * Not `app.callback()`, which also watches each response for errors of its socket: that takes as
   * long as authenticating a key, and tells no more than the request's line does. Nor is the answer
   * left to it (`sendAnswer`).
   */
  const listen = async (request: IncomingMessage, response: ServerResponse) => {
    const ctx = app.createContext<State>(request, response);
    try {
      identify(ctx);
      shareWithOrigins(ctx, corsOrigins);
      await serve(ctx);
    } catch (error) {
      ctx.onerror(error as Error);
    }
  };
  return {
    listener: (request, response) => void listen(request, response),
    refuse: (problem, request) => {
      const [path = ''] = (request?.url ?? '').split('?', 1);
      const headers = request?.headers ?? {};
      const isShared = corsOrigins.length > 0 && request !== undefined;
      return writeAnswer(apiOfPath(apis, path).render(problem), {
        requestId: requestIdIn(headers),
        limits: [],
        vary: isShared ? ['Origin'] : [],
        sharing: isShared ? sharingHeaders(corsOrigins, headers.origin) : [],
      });
    },
  };
}

function exchange(
  ctx: Context,
  found: FoundPath | undefined,
  corsOrigins: readonly string[],
): Promise<Outcome> | Outcome {
  // RFC 9112 3.2: an HTTP/1.1 request without a Host header is answered 400. Node.js would do so in
  // a form of its own.
  if (ctx.req.httpVersion === '1.1' && ctx.req.headers.host === undefined) return { kind: 'host_missing' };
  if (!found) return { kind: 'route_unknown' };
  const { path, parameters } = found;
  ctx.state.pattern = path.pattern;
  ctx.state.parameters = parameters;
  const route = path.routes.get(ctx.method);
  if (route) return route.run(ctx);
  return answerOther(ctx, path, corsOrigins);
}

/** Answers a method that the path has no route for. */
async function answerOther(ctx: Context, path: RoutePath, corsOrigins: readonly string[]): Promise<Outcome> {
  const preflight = await answerPreflight(ctx, path, corsOrigins);
  return (
    preflight ?? {
      kind: 'method_not_allowed',
      allowed: [...path.routes.keys()],
    }
  );
}

/** The API that words a problem of this request: its route's, or that of the path. */
function apiOf(ctx: Context, found: FoundPath | undefined, apis: readonly [Api, ...Api[]]): Api {
  const routes = found?.path.routes;
  const [first] = routes?.values() ?? [];
  return (routes?.get(ctx.method) ?? first)?.api ?? apiOfPath(apis, ctx.path);
}

function isAlwaysAnswered(found: FoundPath | undefined): boolean {
  const [first] = found?.path.routes.values() ?? [];
  return first?.route.isAlwaysAnswered ?? false;
}
