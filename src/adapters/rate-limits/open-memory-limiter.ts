import type { RateLimiter } from '../../application/ports/rate-limiter.js';
import type { Limits } from './limits.js';
import { MemoryLimiter } from './memory-limiter.js';

/** Counts in this process alone, and forgets with it. */
export function openMemoryLimiter(limits: Limits): RateLimiter {
  return new MemoryLimiter(limits);
}
