import type { Outcome } from '../answer.js';
import type { Context, Next } from '../context.js';
import type { HttpObserver } from '../observer.js';

const RETRY_AFTER_SECONDS = 1;

/**
 * Refuses at once what is more than so many requests at a time. A place is free again when its work
 * has ended and its connection has no part in it any more: a caller who hangs up does not end a
 * claim. So nothing behind it may wait for a caller alone; what does (`receiveBody`) ends with the
 * response, which closes however the connection ends.
 *
 * Requests that are always answered pass, and take no place.
 */
export function boundRequests(max: number, observer: HttpObserver, isAlwaysAnswered: (ctx: Context) => boolean) {
  let running = 0;
  const count = (change: 1 | -1) => {
    running += change;
    observer.requestsRunning?.(running);
  };
  return async function boundRequest(ctx: Context, next: Next): Promise<Outcome> {
    if (isAlwaysAnswered(ctx)) return next();
    if (running >= max)
      return { kind: 'unavailable', requestId: ctx.state.requestId, retryAfterSeconds: RETRY_AFTER_SECONDS };
    count(1);
    let open = 2;
    const end = () => {
      open--;
      if (open === 0) count(-1);
    };
    ctx.res.on('close', end);
    try {
      return await next();
    } finally {
      end();
    }
  };
}
