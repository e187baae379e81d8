import type { AuthenticateKey } from '../../../../application/keys/authenticate-key.js';
import type { Api } from '../../api.js';
import type { Outcome } from '../answer.js';
import type { BoundRoute } from './api-router.js';
import type { Context, Guard } from '../context.js';
import type { RequestLimits } from '../limits/limit-requests.js';
import { readBody } from '../bodies/read-body.js';
import { requireKey } from '../caller/require-key.js';
import { hasBody, type Route } from './route.js';

/** Each route with what stands before it, in the contract's order. */
export function bindRoutes(
  api: Api,
  routes: readonly Route[],
  limits: RequestLimits,
  authenticateKey: AuthenticateKey,
): readonly BoundRoute[] {
  const authenticate = requireKey(api.credential, authenticateKey);
  return routes.map((route) => {
    const guards = [
      ...guardsOf(route, limits, authenticate),
      ...(route.behind ?? []),
      ...(hasBody(route.method) ? [readBody] : []),
    ];
    return { api, route, serve: (ctx) => serve(ctx, guards, route) };
  });
}

function guardsOf({ access, operation }: Route, limits: RequestLimits, authenticate: ReturnType<typeof requireKey>) {
  switch (access.by) {
    case 'key':
      return [
        ...limits.perIp(operation),
        limits.failedKeys(operation, authenticate),
        ...limits.perKey(operation, access),
      ];
    case 'anyone':
      return limits.perIp(operation);
    case 'probe':
      return [];
  }
}

async function serve(ctx: Context, guards: readonly Guard[], route: Route): Promise<Outcome> {
  for (const guard of guards) {
    const problem = await guard(ctx);
    if (problem) return problem;
  }
  return route.handle(ctx);
}
