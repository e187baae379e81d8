import { failure } from './answer-failures.js';
import type { Context, Middleware, Next } from './context.js';
import { refuse } from './refuse.js';

const RETRY_AFTER_SECONDS = 1;
/** An overloaded process is alive: restarting it would help nobody. */
const ALWAYS_ANSWERED = '/health/live';

/** Refuses at once what is more than so many requests at a time; a place is free again when its work has ended and its answer is out. */
export function boundRequests(max: number): Middleware {
  let running = 0;
  return async function bound(ctx: Context, next: Next) {
    if (ctx.path === ALWAYS_ANSWERED) {
      await next();
      return;
    }
    if (running >= max) {
      ctx.set('Retry-After', String(RETRY_AFTER_SECONDS));
      refuse(ctx, 503, failure(503, ctx.state.requestId));
      return;
    }
    running++;
    // The connection closes early where the caller hangs up, and the claim goes on: both must be over.
    let open = 2;
    const end = () => {
      open--;
      if (open === 0) running--;
    };
    ctx.res.on('close', end);
    try {
      await next();
    } finally {
      end();
    }
  };
}
