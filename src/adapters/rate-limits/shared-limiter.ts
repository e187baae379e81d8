import type { LimitBucket, LimitOutcome, RateLimiter } from '../../application/ports/rate-limiter.js';
import type { Count, SharedCounts } from './counts.js';
import { type Limits, WINDOW_SECONDS } from './limits.js';
import { MemoryCounts, type OwnCount } from './memory-counts.js';
import { outcomeOf } from './outcome-of.js';

const MS_PER_SECOND = 1_000;

/** How the shared store does. */
export interface StoreWatch {
  /** Whether it may be asked now. */
  mayAsk(): boolean;
  answered(): void;
  /** `refused`: it answered, but not with a count. `away`: it may have lost its counts when it is back. */
  failed(error: unknown, bucket: LimitBucket): 'refused' | 'away';
}

/**
 * Counts in a shared store, and in this process while that does not count. No request is refused for it, and none has two budgets:
 * this process keeps what the store last said of a subject and goes on from there, and before the store is asked about that subject
 * again it is given what it does not have, be it counted meanwhile or lost by the store.
 */
export class SharedLimiter implements RateLimiter {
  private readonly own = new MemoryCounts();
  private readonly catchingUp = new Map<OwnCount, Promise<void>>();
  /** Outages so far. */
  private epoch = 0;

  constructor(
    private readonly limits: Limits,
    private readonly shared: SharedCounts,
    private readonly watch: StoreWatch,
  ) {}

  isOn(bucket: LimitBucket): boolean {
    return this.limits[bucket] > 0;
  }

  async consume(bucket: LimitBucket, subject: string, points = 1): Promise<LimitOutcome | undefined> {
    if (!this.isOn(bucket)) return undefined;
    const limit = this.limits[bucket];
    const count = await this.add(bucket, subject, Math.min(points, limit));
    return outcomeOf(bucket, limit, count, count.used <= limit);
  }

  async refund(bucket: LimitBucket, subject: string): Promise<void> {
    if (this.isOn(bucket) && this.own.find(bucket, subject)) await this.add(bucket, subject, -1);
  }

  async peek(bucket: LimitBucket, subject: string): Promise<LimitOutcome | undefined> {
    if (!this.isOn(bucket)) return undefined;
    const limit = this.limits[bucket];
    const count = await this.ask(
      bucket,
      subject,
      () => this.shared.read(bucket, subject),
      () => this.own.read(bucket, subject),
    );
    return outcomeOf(bucket, limit, count, (count?.used ?? 0) < limit);
  }

  /** The store was out of reach: before a subject is counted there again, it is looked at whether the store has all its points. */
  mayHaveLostCounts(): void {
    this.epoch++;
  }

  private add(bucket: LimitBucket, subject: string, points: number): Promise<Count> {
    return this.ask(
      bucket,
      subject,
      async () => {
        const count = await this.shared.add(bucket, subject, points, WINDOW_SECONDS[bucket] * MS_PER_SECOND);
        this.remember(bucket, subject, count);
        return count;
      },
      () => {
        const count = this.own.open(bucket, subject);
        const before = count.used;
        this.own.add(bucket, subject, points);
        count.owed += count.used - before;
        return this.own.view(count);
      },
    );
  }

  private async ask<T>(bucket: LimitBucket, subject: string, shared: () => Promise<T>, own: () => T): Promise<T> {
    if (!this.watch.mayAsk()) return own();
    try {
      const count = this.own.find(bucket, subject);
      if (count && (count.owed !== 0 || count.epoch !== this.epoch)) await this.catchUp(bucket, subject, count);
      const answer = await shared();
      this.watch.answered();
      return answer;
    } catch (error) {
      if (this.watch.failed(error, bucket) === 'away') this.mayHaveLostCounts();
      return own();
    }
  }

  private remember(bucket: LimitBucket, subject: string, { used, resetMs }: Count): void {
    const count = this.own.open(bucket, subject, resetMs);
    // What was counted here meanwhile is still to be added there.
    count.used = used + count.owed;
    count.endsAtMs = performance.now() + resetMs;
    count.epoch = this.epoch;
  }

  /** Requests of one subject wait for this together. */
  private catchUp(bucket: LimitBucket, subject: string, count: OwnCount): Promise<void> {
    const running = this.catchingUp.get(count);
    if (running) return running;
    const work = this.bringUp(bucket, subject, count).finally(() => this.catchingUp.delete(count));
    this.catchingUp.set(count, work);
    return work;
  }

  private async bringUp(bucket: LimitBucket, subject: string, count: OwnCount): Promise<void> {
    const { epoch } = this;
    const { used, owed } = count;
    const { resetMs } = this.own.view(count);
    const there = await this.shared.add(bucket, subject, owed, resetMs);
    count.owed -= owed;
    const lost = used - there.used;
    if (lost > 0) await this.shared.add(bucket, subject, lost, resetMs);
    count.epoch = epoch;
  }
}
