import Router from '@koa/router';
import type { Api } from '../../api.js';
import { apiOfPath } from './api-of-path.js';
import type { Outcome } from '../answer.js';
import type { Context, State } from '../context.js';
import { isExactPath } from './exact-path.js';
import { methodsOf, type Route } from './route.js';

/** A route with all that stands before it. */
export interface BoundRoute {
  readonly api: Api;
  readonly route: Route;
  serve(ctx: Context): Promise<Outcome>;
}

/**
 * Dispatches the requests to the routes of all APIs. Paths match exactly: no other letter case, no
 * trailing slash, no percent-encoding outside of parameters, so that no check is slipped past by
 * spelling. A pattern with fewer parameters goes before one with more.
 */
export class ApiRouter {
  private readonly router = new Router<State>({ sensitive: true, strict: true });
  /** By the name that the router has for each. */
  private readonly routes = new Map<string, BoundRoute>();
  private readonly alwaysAnswered: ReadonlySet<string>;

  /**
   * Several APIs may have the same prefix, and routes of the same path.
   *
   * @throws Error if two routes are the same.
   */
  constructor(
    private readonly apis: readonly [Api, ...Api[]],
    routes: readonly BoundRoute[],
  ) {
    for (const bound of routes.toSorted((one, other) => parametersOf(one) - parametersOf(other))) {
      const { method, path } = bound.route;
      const name = `${method.toUpperCase()} ${path}`;
      if (this.routes.has(name)) throw new Error(`there are two routes ${name}`);
      this.routes.set(name, bound);
      this.router[method](name, path, (ctx: Context & { readonly params: State['parameters'] }) => {
        ctx.state.pattern = path;
        ctx.state.parameters = ctx.params;
        return bound.serve(ctx);
      });
    }
    this.alwaysAnswered = new Set(routes.flatMap(({ route }) => (route.isAlwaysAnswered ? [route.path] : [])));
  }

  /** The middleware that runs the route of a request, or the next middleware if there is none. */
  dispatch() {
    return this.router.routes();
  }

  /** All routes of the request's path, whatever their methods. */
  routesOf(ctx: Context): readonly BoundRoute[] {
    if (!isExactPath(ctx)) return [];
    return this.router.match(ctx.path, ctx.method).path.flatMap(({ name = '' }) => this.routes.get(name) ?? []);
  }

  /** What the request's path may be asked by: each method once. */
  methodsOf(ctx: Context): string[] {
    return [...new Set(this.routesOf(ctx).flatMap(({ route }) => methodsOf(route.method)))];
  }

  /** The API that words a problem of this request: its route's, or that of the path. */
  apiOf(ctx: Context): Api {
    const routes = this.routesOf(ctx);
    const own = routes.find(({ route }) => methodsOf(route.method).includes(ctx.method));
    return (own ?? routes[0])?.api ?? apiOfPath(this.apis, ctx.path);
  }

  isAlwaysAnswered(ctx: Context): boolean {
    return this.alwaysAnswered.has(ctx.path) && isExactPath(ctx);
  }
}

function parametersOf({ route }: BoundRoute): number {
  return route.path.split('/:').length;
}
