import { RateLimiterCluster, RateLimiterClusterMaster } from 'rate-limiter-flexible';
import type { LimitOutcome, RateLimiter } from '../../application/ports/rate-limiter.js';
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
  async function ask(question: (limiter: RateLimiter) => Promise<LimitOutcome | undefined>) {
    try {
      return await question(shared);
    } catch {
      return question(own);
    }
  }
  return {
    isOn: (bucket) => own.isOn(bucket),
    consume: (bucket, subject) => ask((limiter) => limiter.consume(bucket, subject)),
    peek: (bucket, subject) => ask((limiter) => limiter.peek(bucket, subject)),
  };
}

/** In the primary process, before any worker begins. */
export function countForWorkers(): unknown {
  return new RateLimiterClusterMaster();
}
