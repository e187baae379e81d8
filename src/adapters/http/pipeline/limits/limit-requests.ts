import type { LimitBucket, LimitOutcome, RateLimiter } from '../../../../application/ports/rate-limiter.js';
import type { Outcome } from '../answer.js';
import { callerOf } from '../caller/caller-of.js';
import type { Context, Guard } from '../context.js';
import { ipSubject } from './ip-subject.js';
import { ownerSubject } from './owner-subject.js';
import type { KeyProblem, LimitReached } from '../problem.js';
import type { Query } from '../routing/route.js';

const MS_PER_SECOND = 1_000;

/** A bucket, and the operation that takes of it. */
export interface Limit {
  readonly bucket: LimitBucket;
  readonly operation: string;
}

/** The end of some work, and whether it keeps the points that it took. */
export interface Spending {
  readonly outcome: Outcome;
  readonly isSpent: boolean;
}

/** Builds the limits that stand before routes. Without a limiter, everything passes. */
export class RequestLimits {
  constructor(private readonly limiter: RateLimiter | undefined) {}

  /** None if there is no such limit. */
  perIp(operation: string): Guard[] {
    const limit: Limit = { bucket: 'all_per_ip', operation };
    return this.isOn(limit.bucket) ? [(ctx) => this.take(ctx, limit, ipSubject(ctx.ip))] : [];
  }

  /** All keys of one owner draw from one bucket: a second key is no second budget. */
  perKey(
    operation: string,
    { bucket, pointsOf }: { readonly bucket: LimitBucket; readonly pointsOf?: (query: Query) => number },
  ): Guard[] {
    if (!this.isOn(bucket)) return [];
    const limit: Limit = { bucket, operation };
    return [(ctx) => this.take(ctx, limit, ownerSubject(callerOf(ctx).owner), pointsOf?.(ctx.query))];
  }

  /**
   * Each refused key takes a point of its caller's IP; with none left no key is looked up any more,
   * be it good or bad.
   */
  failedKeys(operation: string, authenticate: (ctx: Context) => Promise<KeyProblem | undefined>): Guard {
    const limit: Limit = { bucket: 'failed_keys_per_ip', operation };
    if (!this.isOn(limit.bucket)) return authenticate;
    return async (ctx) => {
      const subject = ipSubject(ctx.ip);
      const before = await this.limiter?.peek(limit.bucket, subject);
      if (before && !before.allowed) return this.check(ctx, limit, before);
      const problem = await authenticate(ctx);
      if (problem) show(ctx, limit, await this.limiter?.consume(limit.bucket, subject));
      return problem;
    };
  }

  /** Takes points, 1 by default, and notes in the answer's headers how many are left. */
  async take(ctx: Context, limit: Limit, subject: string, points?: number): Promise<LimitReached | undefined> {
    return this.check(ctx, limit, await this.limiter?.consume(limit.bucket, subject, points));
  }

  /**
   * Runs `work` if a point is left, and gives it back unless the work spent it. The answer shows
   * the limit only if it refuses.
   */
  async spend(ctx: Context, limit: Limit, subject: string, work: () => Promise<Spending>): Promise<Spending> {
    const outcome = await this.limiter?.consume(limit.bucket, subject);
    let isSpent = false;
    try {
      const refused = outcome?.allowed === false ? this.check(ctx, limit, outcome) : undefined;
      if (refused) return { outcome: refused, isSpent };
      const spending = await work();
      isSpent = spending.isSpent;
      return spending;
    } finally {
      // A refused request takes a point too, and must not keep one that another request gives back.
      if (outcome && !isSpent) await this.limiter?.refund(limit.bucket, subject);
    }
  }

  private isOn(bucket: LimitBucket): boolean {
    return this.limiter?.isOn(bucket) ?? false;
  }

  private check(ctx: Context, limit: Limit, outcome: LimitOutcome | undefined): LimitReached | undefined {
    show(ctx, limit, outcome);
    if (!outcome || outcome.allowed) return undefined;
    const retryAfterSeconds = secondsOf(outcome);
    return {
      kind: 'limit_reached',
      ...limit,
      limit: outcome.limit,
      windowSeconds: outcome.windowSeconds,
      retryAfterSeconds,
    };
  }
}

function show(ctx: Context, { bucket }: Limit, outcome: LimitOutcome | undefined): void {
  if (outcome) ctx.state.limits.push({ policy: bucket.replace('_per', ''), outcome });
}

/** Until all points are back: 1 at least. */
export function secondsOf({ resetMs }: LimitOutcome): number {
  return Math.max(1, Math.ceil(resetMs / MS_PER_SECOND));
}
