import type { Caller } from '../../application/authenticate-key.js';
import type { Origin } from '../../application/ports/origin.js';
import type { Context } from './context.js';

/** Whoever the key speaks for: for routes behind requireKey. */
export function callerOf(ctx: Context): Caller {
  const { caller } = ctx.state;
  if (!caller) throw new Error('the route stands behind no key check');
  return caller;
}

/** By what way the caller asks for a change. */
export function originOf(ctx: Context): Origin {
  return {
    keyId: callerOf(ctx).keyId,
    requestId: ctx.state.requestId,
    ip: ctx.ip,
    userAgent: ctx.get('User-Agent'),
  };
}
