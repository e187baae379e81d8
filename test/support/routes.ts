import { posternApi } from '../../src/adapters/http/apis/postern/postern-api.js';
import type { RouteDependencies } from '../../src/adapters/http/apis/postern/routes.js';
import { RequestLimits } from '../../src/adapters/http/pipeline/limits/limit-requests.js';
import type { Route } from '../../src/adapters/http/pipeline/routing/route.js';
import { uts46 } from '../../src/adapters/idna/uts46.js';

/** No use case at all: these routes are read, and never asked. */
const NOTHING = { handles: {}, credentials: {}, domainEncoding: uts46 } as unknown as RouteDependencies;

/** Every route of our API that takes part in its limits, by its method and path. */
const ROUTES = posternApi(NOTHING, new RequestLimits(undefined), 0)
  .routes.filter(({ access }) => access.by !== 'probe')
  .map((route) => ({ ...route, method: route.method.toUpperCase() as 'GET' | 'POST' }));

type TestedRoute = (typeof ROUTES)[number];
type KeyedRoute = TestedRoute & { readonly access: Extract<Route['access'], { by: 'key' }> };

/** For `test.each`: what names a test comes first. */
export const EVERY_ROUTE = ROUTES.map((route) => [route.method, route.path, route] as const);

export const KEYED_ROUTES = ROUTES.filter(isKeyed).map((route) => [route.method, route.path, route] as const);

function isKeyed(route: TestedRoute): route is KeyedRoute {
  return route.access.by === 'key';
}

/**
 * The names of what it takes from the query string or a body; for a route that takes nothing, one
 * that it passes over.
 */
export function fieldNames({ about }: TestedRoute): readonly string[] {
  return Object.keys(about?.input?.shape ?? { limit: undefined });
}
