import { RateLimiterMemory } from 'rate-limiter-flexible';
import { BucketLimiter } from './bucket-limiter.js';
/** Counts in this process alone, and forgets with it. */
export function openMemoryLimiter(limits) {
    return new BucketLimiter(limits, (options) => new RateLimiterMemory(options));
}
