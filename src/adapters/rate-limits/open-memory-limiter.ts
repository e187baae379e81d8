import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { RateLimiter } from '../../application/ports/rate-limiter.js';
import { BucketLimiter } from './bucket-limiter.js';
import type { Limits } from './limits.js';

/** Counts in this process alone, and forgets with it. */
export function openMemoryLimiter(limits: Limits): RateLimiter {
  return new BucketLimiter(limits, (options) => new RateLimiterMemory(options));
}
