import type { Caller } from '../../../../application/keys/authenticate-key.js';
import type { Origin } from '../../../../application/ports/origin.js';
import type { Context } from '../context.js';
import { printableAscii } from '../../fields/printable-ascii.js';

const MAX_USER_AGENT_LENGTH = 255;

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
    userAgent: printableAscii(ctx.get('User-Agent'), MAX_USER_AGENT_LENGTH),
  };
}
