import type { Outcome } from '../answer.js';
import type { ApiRouter } from './api-router.js';
import type { Context, Next } from '../context.js';

/** Refuses a path without routes, and notes the pattern of another for the log. */
export function requireRoutes(router: ApiRouter) {
  return function requireRoutesOfPath(ctx: Context, next: Next): Promise<Outcome> | Outcome {
    const [first] = router.routesOf(ctx);
    if (!first) return { kind: 'route_unknown' };
    ctx.state.pattern = first.route.path;
    return next();
  };
}

/** Refuses a method that the path has no route for. */
export function refuseMethod(router: ApiRouter) {
  return function refuseOtherMethod(ctx: Context): Outcome {
    return { kind: 'method_not_allowed', allowed: router.methodsOf(ctx) };
  };
}
