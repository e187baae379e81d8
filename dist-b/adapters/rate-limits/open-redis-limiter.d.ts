import type { RateLimiter } from '../../application/ports/rate-limiter.js';
import type { Limits } from './limits.js';
/** For telling the operator, once each time, that Redis is away and that it is back. */
export interface RedisObserver {
    /** `code` is the failure's code, never its message, which could quote what it was given. */
    away(code: string): void;
    back(): void;
}
export interface ClosableLimiter extends RateLimiter {
    close(): void;
}
/**
 * Counts in Redis or Valkey, shared by all instances on it; in this process while that is away. Never throws for it. Resolves once
 * it answers or is known to be away; no request waits for a connection.
 */
export declare function openRedisLimiter(url: string, limits: Limits, observer: RedisObserver): Promise<ClosableLimiter>;
