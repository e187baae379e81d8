import type { RateLimiter } from '../../application/ports/rate-limiter.js';
import type { Limits } from './limits.js';
/** Counts in this process alone, and forgets with it. */
export declare function openMemoryLimiter(limits: Limits): RateLimiter;
