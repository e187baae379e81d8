import { StoreUnavailable } from '../../../application/ports/store-unavailable.js';
import type { Outcome } from './answer.js';
import type { Context, Next } from './context.js';
import type { HttpObserver } from './observer.js';

/** When to try again after a 503. */
const RETRY_AFTER_SECONDS = 2;

/**
 * The one boundary where an error that was thrown becomes an answer. Nothing of the error itself
 * leaves the process.
 */
export function answerFailures(observer: HttpObserver) {
  return async function answerFailure(ctx: Context, next: Next): Promise<Outcome> {
    try {
      return await next();
    } catch (error) {
      const { requestId } = ctx.state;
      const isUnavailable = error instanceof StoreUnavailable;
      observer.requestFailed({ requestId, status: isUnavailable ? 503 : 500, error });
      if (!isUnavailable) return { kind: 'fault', requestId };
      return { kind: 'unavailable', requestId, retryAfterSeconds: RETRY_AFTER_SECONDS };
    }
  };
}
