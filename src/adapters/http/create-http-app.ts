import Router from '@koa/router';
import Koa from 'koa';
import type { AuthenticateKey } from '../../application/authenticate-key.js';
import type { CreateAlias } from '../../application/create-alias.js';
import type { DeleteAlias } from '../../application/delete-alias.js';
import type { ListActivity } from '../../application/list-activity.js';
import type { ListAliases } from '../../application/list-aliases.js';
import type { ListServedDomains } from '../../application/list-served-domains.js';
import type { StorageProbe } from '../../application/ports/backend.js';
import type { DomainEncoding } from '../../application/ports/domain-encoding.js';
import type { ReleaseHandle } from '../../application/release-handle.js';
import type { ShowAliasStats } from '../../application/show-alias-stats.js';
import type { TakeHandle } from '../../application/take-handle.js';
import { activityRoute } from './activity-route.js';
import { aliasStatsRoute } from './alias-stats-route.js';
import type { RateLimiter } from '../../application/ports/rate-limiter.js';
import { answerFailures } from './answer-failures.js';
import { answerUnmatched } from './answer-unmatched.js';
import { boundRequests } from './bound-requests.js';
import type { Context, State } from './context.js';
import { answerPreflight, shareWithOrigins } from './cors.js';
import { createAliasRoute } from './create-alias-route.js';
import { deleteAliasRoute } from './delete-alias-route.js';
import { domainsRoute } from './domains-route.js';
import { releaseHandleRoute, takeHandleRoute } from './handle-routes.js';
import { addCredentialRoutes, type CredentialUseCases } from './credential-routes.js';
import { live, ready } from './health-routes.js';
import { identifyRequest } from './identify-request.js';
import { listAliasesRoute } from './list-aliases-route.js';
import { type KeyedRoute, RequestLimits } from './limit-requests.js';
import { matchExactly } from './match-exactly.js';
import type { HttpObserver } from './observer.js';
import { readBody } from './read-body.js';
import { requireHost } from './require-host.js';
import { requireKey } from './require-key.js';
import { securityHeaders } from './security-headers.js';

export interface HttpAppDependencies {
  readonly authenticateKey: AuthenticateKey;
  readonly createAlias: CreateAlias;
  readonly listAliases: ListAliases;
  readonly showAliasStats: ShowAliasStats;
  readonly deleteAlias: DeleteAlias;
  readonly listActivity: ListActivity;
  readonly listServedDomains: ListServedDomains;
  /** Absent where the mail server has no handles on all domains: their routes are not there. */
  readonly handles?: { readonly take: TakeHandle; readonly release: ReleaseHandle } | undefined;
  /** Absent where no mail is sent: its routes are not there then. */
  readonly credentials?: CredentialUseCases | undefined;
  readonly probe: StorageProbe;
  readonly domainEncoding: DomainEncoding;
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
}

const READY_TIMEOUT_MS = 1_000;
export const MAX_CONCURRENT_REQUESTS = 1_000;

/** The HTTP API as a Koa application: every route, and what stands before them, in the order that the contract gives its checks. */
export function createHttpApp(dependencies: HttpAppDependencies, options: HttpAppOptions = {}): Koa<State> {
  const { observer } = dependencies;
  const trustedProxies = options.trustedProxies ?? 0;
  const app = new Koa<State>({ proxy: trustedProxies > 0, maxIpsCount: trustedProxies });
  const router = routes(dependencies, options.readyTimeoutMs ?? READY_TIMEOUT_MS);
  const origins = options.corsOrigins ?? [];
  app.use(identifyRequest(observer));
  app.use(securityHeaders);
  if (origins.length > 0) app.use(shareWithOrigins(origins));
  app.use(boundRequests(options.maxConcurrentRequests ?? MAX_CONCURRENT_REQUESTS));
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
function routes(dependencies: HttpAppDependencies, readyTimeoutMs: number): Router<State> {
  const { domainEncoding, handles } = dependencies;
  const limits = new RequestLimits(dependencies.limiter);
  const router = new Router<State>({ sensitive: true, strict: true });
  router.get('/health/live', live);
  router.get('/health/ready', ready(dependencies.probe, readyTimeoutMs));
  router.get('/api/domains', limits.perIp('domains'), domainsRoute(dependencies.listServedDomains));
  // The contract's order.
  const keyed = (where: KeyedRoute) => limits.withKey(where, requireKey(dependencies.authenticateKey));
  const { createAlias, deleteAlias } = dependencies;
  router.post('/api/alias/create', ...keyed('alias_create'), readBody, createAliasRoute(createAlias, domainEncoding));
  router.post('/api/alias/delete', ...keyed('alias_delete'), readBody, deleteAliasRoute(deleteAlias, domainEncoding));
  router.get('/api/alias/list', ...keyed('alias_list'), listAliasesRoute(dependencies.listAliases, domainEncoding));
  router.get('/api/alias/stats', ...keyed('alias_stats'), aliasStatsRoute(dependencies.showAliasStats));
  router.get('/api/activity', ...keyed('activity'), activityRoute(dependencies.listActivity));
  if (handles) {
    router.post('/api/handle/create', ...keyed('handle_create'), readBody, takeHandleRoute(handles.take));
    router.post('/api/handle/delete', ...keyed('handle_delete'), readBody, releaseHandleRoute(handles.release));
  }
  if (dependencies.credentials) addCredentialRoutes(router, dependencies.credentials, limits, domainEncoding);
  return router;
}

function isHangUp(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return code === 'ECONNRESET' || code === 'EPIPE';
}
