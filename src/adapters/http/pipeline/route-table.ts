import { match as matcherOf, type MatchFunction } from 'path-to-regexp';
import type { Api } from '../api.js';
import type { Outcome } from './answer.js';
import type { Context } from './context.js';
import type { Route } from './route.js';

/** A route with all that stands before it. */
export interface BoundRoute {
  readonly api: Api;
  readonly route: Route;
  run(ctx: Context): Promise<Outcome>;
}

/** All routes of one pattern; of several APIs perhaps. */
export interface RoutePath {
  readonly pattern: string;
  /** By the request's method. */
  readonly routes: Map<string, BoundRoute>;
}

export interface FoundPath {
  readonly path: RoutePath;
  readonly parameters: Readonly<Record<string, string>>;
}

const NO_PARAMETERS = {};

/**
 * Finds the routes of a path. Paths match exactly: no other letter case, no trailing slash, no
 * percent-encoding outside of parameters, so that no check is slipped past by spelling. A pattern
 * without parameters goes before one with them.
 *
 * @throws Error if two routes are the same.
 */
export class RouteTable {
  private readonly exact = new Map<string, FoundPath>();
  private readonly patterns: { readonly match: MatchFunction<Record<string, string>>; readonly path: RoutePath }[] = [];

  constructor(routes: readonly BoundRoute[]) {
    const paths = new Map<string, RoutePath>();
    for (const bound of routes) {
      const pattern = bound.route.path;
      const path = paths.get(pattern) ?? { pattern, routes: new Map() };
      paths.set(pattern, path);
      const method = bound.route.method.toUpperCase();
      if (path.routes.has(method)) throw new Error(`there are two routes ${method} ${pattern}`);
      // RFC 9110 9.1: what can be read can be asked for without its content.
      if (method === 'GET') path.routes.set('HEAD', bound);
      path.routes.set(method, bound);
    }
    for (const path of paths.values()) this.add(path);
  }

  find(path: string): FoundPath | undefined {
    const exact = this.exact.get(path);
    if (exact) return exact;
    for (const pattern of this.patterns) {
      const matched = pattern.match(path);
      if (matched) return { path: pattern.path, parameters: matched.params };
    }
    return undefined;
  }

  private add(path: RoutePath): void {
    const { pattern } = path;
    if (!pattern.includes(':')) this.exact.set(pattern, { path, parameters: NO_PARAMETERS });
    else this.patterns.push({ path, match: matcherOf(pattern, { sensitive: true, trailing: false, decode }) });
  }
}

/** As it is written if it cannot be decoded: then it is the name of nothing. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
