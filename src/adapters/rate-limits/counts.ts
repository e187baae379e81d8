import type { LimitBucket } from '../../application/ports/rate-limiter.js';

/** What a subject has used of a bucket. */
export interface Count {
  /** Points; those of refused requests too. */
  readonly used: number;
  /** Until the window is over. */
  readonly resetMs: number;
}

/** A store of counts that several processes share. It throws if it cannot be reached, or refuses. */
export interface SharedCounts {
  /** Adds points, or takes negative ones off; never below 0. `windowMs` is of a window that this begins. */
  add(bucket: LimitBucket, subject: string, points: number, windowMs: number): Promise<Count>;
  read(bucket: LimitBucket, subject: string): Promise<Count | undefined>;
}
