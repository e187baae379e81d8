import type { RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible';
import type { LimitBucket, LimitOutcome, RateLimiter } from '../../application/ports/rate-limiter.js';
import { BUCKETS, type Limits, WINDOW_SECONDS } from './limits.js';

const KEY_PREFIX = 'postern:limit:';

export interface BucketOptions {
  readonly keyPrefix: string;
  readonly points: number;
  readonly duration: number;
}

/** Buckets by rate-limiter-flexible, one of its limiters for each. Throws where their store fails. */
export class BucketLimiter implements RateLimiter {
  private readonly limiters: ReadonlyMap<LimitBucket, RateLimiterAbstract>;

  constructor(limits: Limits, open: (options: BucketOptions) => RateLimiterAbstract) {
    const on = BUCKETS.filter((bucket) => limits[bucket] > 0);
    this.limiters = new Map(
      on.map((bucket) => [
        bucket,
        open({ keyPrefix: KEY_PREFIX + bucket, points: limits[bucket], duration: WINDOW_SECONDS[bucket] }),
      ]),
    );
  }

  isOn(bucket: LimitBucket): boolean {
    return this.limiters.has(bucket);
  }

  async consume(bucket: LimitBucket, subject: string, points = 1): Promise<LimitOutcome | undefined> {
    const limiter = this.limiters.get(bucket);
    if (!limiter) return undefined;
    try {
      return outcome(limiter, await limiter.consume(subject, Math.min(points, limiter.points)), true);
    } catch (refusal) {
      // The library rejects with its answer where no point was left, and with an Error where the store failed.
      if (isAnswer(refusal)) return outcome(limiter, refusal, false);
      throw refusal;
    }
  }

  async refund(bucket: LimitBucket, subject: string): Promise<void> {
    await this.limiters.get(bucket)?.reward(subject);
  }

  async peek(bucket: LimitBucket, subject: string): Promise<LimitOutcome | undefined> {
    const limiter = this.limiters.get(bucket);
    if (!limiter) return undefined;
    const answer = await limiter.get(subject);
    if (!answer) return { ...sizeOf(limiter), allowed: true, remaining: limiter.points, resetMs: limiter.msDuration };
    return outcome(limiter, answer, answer.remainingPoints > 0);
  }
}

function outcome(limiter: RateLimiterAbstract, answer: RateLimiterRes, allowed: boolean): LimitOutcome {
  return {
    ...sizeOf(limiter),
    allowed,
    remaining: Math.max(0, answer.remainingPoints),
    resetMs: Math.max(0, answer.msBeforeNext),
  };
}

function sizeOf(limiter: RateLimiterAbstract) {
  return { limit: limiter.points, windowSeconds: limiter.duration };
}

function isAnswer(refusal: unknown): refusal is RateLimiterRes {
  return typeof refusal === 'object' && refusal !== null && 'msBeforeNext' in refusal;
}
