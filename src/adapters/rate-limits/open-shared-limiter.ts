import { RateLimiterCluster, RateLimiterClusterMaster } from 'rate-limiter-flexible';
import type { RateLimiter } from '../../application/ports/rate-limiter.js';
import { askEachTime } from './ask-each-time.js';
import { BucketLimiter } from './bucket-limiter.js';
import type { Limits } from './limits.js';
import { openMemoryLimiter } from './open-memory-limiter.js';

/** A request waits for the primary no longer than this. */
const ANSWER_TIMEOUT_MS = 500;

/** Counts in the memory of the primary process for all workers, which `countForWorkers` does there; in this one's own where it does not answer. */
export function openSharedLimiter(limits: Limits): RateLimiter {
  const shared = new BucketLimiter(
    limits,
    (options) => new RateLimiterCluster({ ...options, timeoutMs: ANSWER_TIMEOUT_MS }),
  );
  const own = openMemoryLimiter(limits);
  return askEachTime(own, async (question) => {
    try {
      return await question(shared);
    } catch {
      return question(own);
    }
  });
}

/** In the primary process, before any worker begins. */
export function countForWorkers(): unknown {
  return new RateLimiterClusterMaster();
}
