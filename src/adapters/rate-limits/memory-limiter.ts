import type { LimitBucket, LimitOutcome, RateLimiter } from '../../application/ports/rate-limiter.js';
import { outcomeOf } from './outcome-of.js';
import type { Limits } from './limits.js';
import { MemoryCounts } from './memory-counts.js';

/** Counts in this process alone, and forgets with it. */
export class MemoryLimiter implements RateLimiter {
  private readonly counts: MemoryCounts;

  /** @param elapsedMs - milliseconds since a moment of its own, by a clock that nobody sets. */
  constructor(
    private readonly limits: Limits,
    elapsedMs?: () => number,
  ) {
    this.counts = new MemoryCounts(elapsedMs);
  }

  isOn(bucket: LimitBucket): boolean {
    return this.limits[bucket] > 0;
  }

  consume(bucket: LimitBucket, subject: string, points = 1): Promise<LimitOutcome | undefined> {
    if (!this.isOn(bucket)) return Promise.resolve(undefined);
    const limit = this.limits[bucket];
    const count = this.counts.add(bucket, subject, Math.min(points, limit));
    return Promise.resolve(outcomeOf(bucket, limit, count, count.used <= limit));
  }

  refund(bucket: LimitBucket, subject: string): Promise<void> {
    if (this.counts.find(bucket, subject)) this.counts.add(bucket, subject, -1);
    return Promise.resolve();
  }

  peek(bucket: LimitBucket, subject: string): Promise<LimitOutcome | undefined> {
    if (!this.isOn(bucket)) return Promise.resolve(undefined);
    const limit = this.limits[bucket];
    const count = this.counts.read(bucket, subject);
    return Promise.resolve(outcomeOf(bucket, limit, count, (count?.used ?? 0) < limit));
  }
}
