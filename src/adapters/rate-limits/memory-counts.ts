import type { LimitBucket } from '../../application/ports/rate-limiter.js';
import type { Count } from './counts.js';
import { BUCKETS, WINDOW_SECONDS } from './limits.js';

const MS_PER_SECOND = 1_000;

/**
 * Subjects that each bucket counts at most. Beyond, the older half of them is forgotten, and begins anew. Each bucket has a bound of
 * its own, so that no flood of addresses makes another bucket forget: neither failed keys nor what is counted for an hour.
 */
export const MAX_SUBJECTS = 50_000;
/** More than any other: guessing keys from many addresses is slower than asking for anything else. */
const MAX_FAILED_KEY_SUBJECTS = 100_000;

/** A window of a subject. */
export class OwnCount {
  used = 0;
  /** Points in `used` that a shared store does not have yet. */
  owed = 0;
  /** The outage of the shared store after which this was last the same as there. */
  epoch = 0;

  constructor(public endsAtMs: number) {}
}

/** Counts in this process. A window that is over is forgotten at the latest when two more have passed in its bucket. */
export class MemoryCounts {
  private readonly generations = new Map(BUCKETS.map((bucket) => [bucket, new Generations(bucket)]));

  constructor(private readonly nowMs = () => performance.now()) {}

  add(bucket: LimitBucket, subject: string, points: number, windowMs = WINDOW_SECONDS[bucket] * MS_PER_SECOND): Count {
    const count = this.open(bucket, subject, windowMs);
    count.used = Math.max(0, count.used + points);
    return this.view(count);
  }

  read(bucket: LimitBucket, subject: string): Count | undefined {
    const count = this.find(bucket, subject);
    return count && this.view(count);
  }

  /** The window that runs. */
  find(bucket: LimitBucket, subject: string): OwnCount | undefined {
    const count = this.generations.get(bucket)?.find(subject);
    return count && count.endsAtMs > this.nowMs() ? count : undefined;
  }

  /** The window that runs, or one that begins now. */
  open(bucket: LimitBucket, subject: string, windowMs = WINDOW_SECONDS[bucket] * MS_PER_SECOND): OwnCount {
    const found = this.find(bucket, subject);
    if (found) return found;
    const nowMs = this.nowMs();
    const count = new OwnCount(nowMs + windowMs);
    this.generations.get(bucket)?.put(subject, count, nowMs);
    return count;
  }

  view({ used, endsAtMs }: OwnCount): Count {
    return { used, resetMs: Math.max(0, endsAtMs - this.nowMs()) };
  }
}

/**
 * The windows of one bucket, in two maps, the older of which is dropped as a whole: one map would have to look for its oldest
 * entry among the holes that the deleted ones left.
 */
class Generations {
  private young = new Map<string, OwnCount>();
  private old = new Map<string, OwnCount>();
  private youngSinceMs = 0;
  private readonly windowMs: number;
  private readonly maxYoung: number;

  constructor(bucket: LimitBucket) {
    this.windowMs = WINDOW_SECONDS[bucket] * MS_PER_SECOND;
    this.maxYoung = (bucket === 'failed_keys_per_ip' ? MAX_FAILED_KEY_SUBJECTS : MAX_SUBJECTS) / 2;
  }

  find(subject: string): OwnCount | undefined {
    return this.young.get(subject) ?? this.old.get(subject);
  }

  put(subject: string, count: OwnCount, nowMs: number): void {
    if (this.young.size >= this.maxYoung || nowMs - this.youngSinceMs >= this.windowMs) {
      this.old = this.young;
      this.young = new Map();
      this.youngSinceMs = nowMs;
    }
    this.young.set(subject, count);
  }
}
