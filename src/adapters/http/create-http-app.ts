import type { AuthenticateKey } from '../../application/keys/authenticate-key.js';
import type { RateLimiter } from '../../application/ports/rate-limiter.js';
import type { Api } from './api.js';
import { posternApi } from './apis/postern/postern-api.js';
import type { RouteDependencies } from './apis/postern/routes.js';
import { docsRoutes } from './openapi/docs-routes.js';
import { bindRoutes } from './pipeline/routing/bind-routes.js';
import { type AppOptions, createApp, type HttpApp } from './pipeline/create-app.js';
import { RequestLimits } from './pipeline/limits/limit-requests.js';
import type { HttpObserver } from './pipeline/observer.js';

export interface HttpAppDependencies extends RouteDependencies {
  readonly authenticateKey: AuthenticateKey;
  readonly observer: HttpObserver;
  /** Absent: nothing is limited. */
  readonly limiter?: RateLimiter;
}

export interface HttpAppOptions extends AppOptions {
  /** How long `/health/ready` waits for the storage; 1,000 by default. */
  readonly readyTimeoutMs?: number;
  /** Redoc's standalone file, of which `/docs` is made. Absent: there is no `/docs`. */
  readonly redocFile?: string;
}

const READY_TIMEOUT_MS = 1_000;

/** Every API on these use cases, and the pages that document them. */
export function createHttpApp(dependencies: HttpAppDependencies, options: HttpAppOptions = {}): HttpApp {
  const { authenticateKey, observer, limiter } = dependencies;
  const limits = new RequestLimits(limiter);
  const own = posternApi(dependencies, limits, options.readyTimeoutMs ?? READY_TIMEOUT_MS);
  const apis: [Api, ...Api[]] = [own];
  const routes = [
    ...apis.flatMap((api) => bindRoutes(api, api.routes, limits, authenticateKey)),
    ...bindRoutes(own, docsRoutes(apis, options.redocFile), limits, authenticateKey),
  ];
  return createApp(apis, routes, observer, options);
}
