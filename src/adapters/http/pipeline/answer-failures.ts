import { StoreUnavailable } from '../../../application/ports/store-unavailable.js';
import type { Context, Middleware, Next } from './context.js';
import type { HttpObserver } from './observer.js';
import { refuse, type Refusal } from './refuse.js';

/** When to try again after a 503. */
const RETRY_AFTER_SECONDS = 2;

/** The one boundary where what was thrown becomes an answer. Nothing of the failure itself leaves the house. */
export function answerFailures(observer: HttpObserver): Middleware {
  return async function answer(ctx: Context, next: Next) {
    try {
      await next();
    } catch (error) {
      const { requestId } = ctx.state;
      const status = error instanceof StoreUnavailable ? 503 : 500;
      observer.requestFailed({ requestId, status, error });
      if (status === 503) ctx.set('Retry-After', String(RETRY_AFTER_SECONDS));
      refuse(ctx, status, failure(status, requestId));
    }
  };
}

/** The body of a failure; what failed stands in the log, by the id. */
export function failure(status: 500 | 503, requestId: string): Refusal {
  return { error: status === 503 ? 'temporarily_unavailable' : 'internal_error', request_id: requestId };
}
