import type { RouterContext } from '@koa/router';
import type { ParameterizedContext } from 'koa';
import type { Caller } from '../../../application/keys/authenticate-key.js';

/** What the middleware hand each other. */
export interface State {
  requestId: string;
  /** Whoever the key speaks for, once it is checked. */
  caller?: Caller;
  /** The fields of the body, once it is read. */
  body?: object;
}

export type Context = ParameterizedContext<State, Pick<RouterContext, 'matched'>>;
export type Next = () => Promise<unknown>;
export type Middleware = (ctx: Context, next: Next) => Promise<unknown>;

/** The pattern of the route, never the path that the caller wrote. */
export function routeOf(ctx: Context): string | undefined {
  const path = ctx.matched?.[0]?.path;
  return path === undefined ? undefined : String(path);
}
