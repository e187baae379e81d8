import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import type { LimitBucket, LimitOutcome, RateLimiter } from '../../application/ports/rate-limiter.js';
import { type Limits } from './limits.js';
export interface BucketOptions {
    readonly keyPrefix: string;
    readonly points: number;
    readonly duration: number;
}
/** Buckets by rate-limiter-flexible, one of its limiters for each. Throws where their store fails. */
export declare class BucketLimiter implements RateLimiter {
    private readonly limiters;
    constructor(limits: Limits, open: (options: BucketOptions) => RateLimiterAbstract);
    isOn(bucket: LimitBucket): boolean;
    consume(bucket: LimitBucket, subject: string): Promise<LimitOutcome | undefined>;
    peek(bucket: LimitBucket, subject: string): Promise<LimitOutcome | undefined>;
}
