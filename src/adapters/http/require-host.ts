import type { Context, Next } from './context.js';
import { refuse } from './refuse.js';

/** RFC 9112 3.2: an HTTP/1.1 request without a Host header is answered 400. Node.js would do so in a form of its own. */
export async function requireHost(ctx: Context, next: Next): Promise<void> {
  if (ctx.req.httpVersion === '1.1' && ctx.req.headers.host === undefined) {
    refuse(ctx, 400, { error: 'invalid_params', reason: 'malformed_request', hint: 'Send a Host header.' });
  } else {
    await next();
  }
}
