import type { RateLimiter } from '../../application/ports/rate-limiter.js';
import type { Limits } from './limits.js';
import { PrimaryCounts } from './primary-counts.js';
import { SharedLimiter } from './shared-limiter.js';

/** Counts in the memory of the primary process for all workers, which `countForWorkers` does there; in this one's own if it does not answer. */
export function openSharedLimiter(limits: Limits): RateLimiter {
  return new SharedLimiter(limits, new PrimaryCounts(), {
    mayAsk: () => true,
    answered: () => undefined,
    failed: () => 'away',
  });
}
