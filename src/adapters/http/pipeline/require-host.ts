import type { Outcome } from './answer.js';
import type { Context, Next } from './context.js';

/**
 * RFC 9112 3.2: an HTTP/1.1 request without a Host header is answered 400. Node.js would do so in a
 * form of its own.
 */
export function requireHost(ctx: Context, next: Next): Promise<Outcome> | Outcome {
  const isMissing = ctx.req.httpVersion === '1.1' && ctx.req.headers.host === undefined;
  return isMissing ? { kind: 'host_missing' } : next();
}
