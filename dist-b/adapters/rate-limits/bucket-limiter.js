import { BUCKETS, WINDOW_SECONDS } from './limits.js';
const KEY_PREFIX = 'postern:limit:';
/** Buckets by rate-limiter-flexible, one of its limiters for each. Throws where their store fails. */
export class BucketLimiter {
    limiters;
    constructor(limits, open) {
        const on = BUCKETS.filter((bucket) => limits[bucket] > 0);
        this.limiters = new Map(on.map((bucket) => [
            bucket,
            open({ keyPrefix: KEY_PREFIX + bucket, points: limits[bucket], duration: WINDOW_SECONDS[bucket] }),
        ]));
    }
    isOn(bucket) {
        return this.limiters.has(bucket);
    }
    async consume(bucket, subject) {
        const limiter = this.limiters.get(bucket);
        if (!limiter)
            return undefined;
        try {
            return outcome(limiter, await limiter.consume(subject), true);
        }
        catch (refusal) {
            // The library rejects with its answer where no point was left, and with an Error where the store failed.
            if (isAnswer(refusal))
                return outcome(limiter, refusal, false);
            throw refusal;
        }
    }
    async peek(bucket, subject) {
        const limiter = this.limiters.get(bucket);
        if (!limiter)
            return undefined;
        const answer = await limiter.get(subject);
        if (!answer)
            return { ...sizeOf(limiter), allowed: true, remaining: limiter.points, resetMs: limiter.msDuration };
        return outcome(limiter, answer, answer.remainingPoints > 0);
    }
}
function outcome(limiter, answer, allowed) {
    return {
        ...sizeOf(limiter),
        allowed,
        remaining: Math.max(0, answer.remainingPoints),
        resetMs: Math.max(0, answer.msBeforeNext),
    };
}
function sizeOf(limiter) {
    return { limit: limiter.points, windowSeconds: limiter.duration };
}
function isAnswer(refusal) {
    return typeof refusal === 'object' && refusal !== null && 'msBeforeNext' in refusal;
}
