import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import Koa from 'koa';
import compose from 'koa-compose';
import type { Api } from '../api.js';
import { answerFailures } from './answer-failures.js';
import { apiOfPath } from './routing/api-of-path.js';
import { ApiRouter, type BoundRoute } from './routing/api-router.js';
import { boundRequests } from './limits/bound-requests.js';
import type { Context, State } from './context.js';
import { answerPreflights, shareWithOrigins, sharingHeaders } from './cors/cors.js';
import { requireExactPath } from './routing/exact-path.js';
import { identifyRequest, requestIdIn } from './identify-request.js';
import type { HttpObserver } from './observer.js';
import type { MalformedHttp } from './problem.js';
import { refuseMethod, requireRoutes } from './routing/refuse-unrouted.js';
import { requireHost } from './require-host.js';
import { sendAnswers, writeAnswer, type WrittenAnswer } from './send-answer.js';

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
 * These routes as a Koa application, and the middleware before each, in the order that the contract
 * gives its checks. A middleware returns its own outcome, or that of the next; one writes it.
 */
export function createApp(
  apis: readonly [Api, ...Api[]],
  routes: readonly BoundRoute[],
  observer: HttpObserver,
  options: AppOptions,
): HttpApp {
  const { trustedProxies = 0, corsOrigins = [], maxConcurrentRequests = MAX_CONCURRENT_REQUESTS } = options;
  const router = new ApiRouter(apis, routes);
  const app = new Koa<State>({ proxy: trustedProxies > 0, maxIpsCount: trustedProxies });
  app.use(identifyRequest(observer));
  if (corsOrigins.length > 0) app.use(shareWithOrigins(corsOrigins));
  app.use(sendAnswers((ctx) => router.apiOf(ctx)));
  app.use(boundRequests(maxConcurrentRequests, observer, (ctx) => router.isAlwaysAnswered(ctx)));
  app.use(answerFailures(observer));
  app.use(requireHost);
  app.use(requireExactPath);
  app.use(router.dispatch());
  app.use(requireRoutes(router));
  if (corsOrigins.length > 0) app.use(answerPreflights(router, corsOrigins));
  app.use(refuseMethod(router));
  // An answer that could not be written.
  app.on('error', (error: unknown, ctx?: Context) => {
    if (ctx) observer.requestFailed({ requestId: ctx.state.requestId, status: 500, error });
  });
  return { listener: listenerOf(app), refuse: refuserOf(apis, corsOrigins) };
}

/**
 * Not `app.callback()`, which also watches each response for errors of its socket: that takes as
 * long as authenticating a key, and says no more than the request's line does.
 */
function listenerOf(app: Koa<State>): RequestListener {
  const run = compose(app.middleware);
  return function listen(request: IncomingMessage, response: ServerResponse) {
    const ctx = app.createContext<State>(request, response);
    run(ctx).catch((error: unknown) => {
      ctx.onerror(error as Error);
    });
  };
}

/** What is no HTTP has no context, and passes no middleware. */
function refuserOf(apis: readonly [Api, ...Api[]], corsOrigins: readonly string[]): HttpApp['refuse'] {
  return function refuse(problem, request) {
    const [path = ''] = (request?.url ?? '').split('?', 1);
    const headers = request?.headers ?? {};
    const isShared = corsOrigins.length > 0 && request !== undefined;
    return writeAnswer(apiOfPath(apis, path).render(problem), {
      requestId: requestIdIn(headers),
      limits: [],
      vary: isShared ? ['Origin'] : [],
      sharing: isShared ? sharingHeaders(corsOrigins, headers.origin) : [],
    });
  };
}
