import type { Context, Next } from './context.js';
import { refuse, type Refusal } from './refuse.js';

export const HOST_MISSING: Refusal = {
  error: 'invalid_params',
  reason: 'malformed_request',
  hint: 'Send a Host header.',
};

/** RFC 9112 3.2: an HTTP/1.1 request without a Host header is answered 400. Node.js would do so in a form of its own. */
export function requireHost(ctx: Context, next: Next): Promise<unknown> {
  if (ctx.req.httpVersion !== '1.1' || ctx.req.headers.host !== undefined) return next();
  refuse(ctx, 400, HOST_MISSING);
  return Promise.resolve();
}
