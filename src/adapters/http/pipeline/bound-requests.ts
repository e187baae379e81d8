import { failure } from './answer-failures.js';
import type { Context, Middleware, Next } from './context.js';
import type { HttpObserver } from './observer.js';
import { refuse } from './refuse.js';

const RETRY_AFTER_SECONDS = 1;
/** An overloaded process is alive: restarting it would help nobody. */
const ALWAYS_ANSWERED = '/health/live';

/**
 * Refuses at once what is more than so many requests at a time. A place is free again when its work has ended and its connection has
 * no part in it any more: a caller who hangs up does not end a claim. So nothing behind it may wait for a caller alone; what does
 * (`receiveBody`) ends with the response, which closes however the connection ends.
 */
export function boundRequests(max: number, observer: HttpObserver): Middleware {
  let running = 0;
  const count = (change: 1 | -1) => {
    running += change;
    observer.requestsRunning?.(running);
  };
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
    count(1);
    let open = 2;
    const end = () => {
      open--;
      if (open === 0) count(-1);
    };
    ctx.res.on('close', end);
    try {
      await next();
    } finally {
      end();
    }
  };
}
