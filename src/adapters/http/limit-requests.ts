import type { LimitBucket, LimitOutcome, RateLimiter } from '../../application/ports/rate-limiter.js';
import type { Context, Middleware, Next } from './context.js';
import { ipSubject } from './ip-subject.js';
import { refuse } from './refuse.js';

const MS_PER_SECOND = 1_000;

/** What a key may do so often: its bucket, and what it is called in `where`. */
const PER_KEY = {
  create: { bucket: 'create_per_key', where: 'alias_create' },
  delete: { bucket: 'delete_per_key', where: 'alias_delete' },
  list: { bucket: 'list_per_key', where: 'alias_list' },
} as const satisfies Record<string, { bucket: LimitBucket; where: string }>;

export type KeyOperation = keyof typeof PER_KEY;

/** Builds what stands before routes. Without a limiter, everything passes. */
export class RequestLimits {
  constructor(private readonly limiter: RateLimiter | undefined) {}

  /** All that a route with a key stands behind, in the contract's order: limit per IP, key, limit per key. */
  withKey(operation: KeyOperation, requireKey: Middleware): Middleware[] {
    const { where } = PER_KEY[operation];
    return [this.perIp(where), this.failedKeys(where), requireKey, this.perKey(operation)];
  }

  perIp(where: string): Middleware {
    return async (ctx: Context, next: Next) => {
      const outcome = await this.limiter?.consume('all_per_ip', ipSubject(ctx.ip));
      if (passes(ctx, { policy: 'all_ip', where, reason: 'too_many_requests_ip' }, outcome)) await next();
    };
  }

  perKey(operation: KeyOperation): Middleware {
    const { bucket, where } = PER_KEY[operation];
    return async (ctx: Context, next: Next) => {
      const { caller } = ctx.state;
      if (!caller) throw new Error('the limit per key stands behind no key check');
      const outcome = await this.limiter?.consume(bucket, String(caller.keyId));
      if (passes(ctx, { policy: `${where}_key`, where, reason: 'too_many_requests_key' }, outcome)) await next();
    };
  }

  /** Each 401 takes a point of its caller's IP; with none left no key is looked up any more, be it good or bad. */
  failedKeys(where: string): Middleware {
    const policy: Policy = { policy: 'failed_keys_ip', where, reason: 'too_many_requests_ip' };
    return async (ctx: Context, next: Next) => {
      const subject = ipSubject(ctx.ip);
      const before = await this.limiter?.peek('failed_keys_per_ip', subject);
      if (before && !before.allowed) {
        passes(ctx, policy, before);
        return;
      }
      await next();
      if (ctx.status !== 401) return;
      const after = await this.limiter?.consume('failed_keys_per_ip', subject);
      if (after) showLimit(ctx, policy.policy, after);
    };
  }
}

interface Policy {
  readonly policy: string;
  readonly where: string;
  readonly reason: 'too_many_requests_key' | 'too_many_requests_ip';
}

function passes(ctx: Context, { policy, where, reason }: Policy, outcome: LimitOutcome | undefined): boolean {
  if (!outcome) return true;
  showLimit(ctx, policy, outcome);
  if (outcome.allowed) return true;
  const seconds = secondsOf(outcome);
  ctx.set('Retry-After', String(seconds));
  refuse(ctx, 429, {
    error: 'rate_limited',
    where,
    reason,
    hint: `Too many requests; try again in ${seconds} s.`,
    constraints: { max_requests: outcome.limit, window_seconds: outcome.windowSeconds },
  });
  return false;
}

/** draft-ietf-httpapi-ratelimit-headers: lists of structured fields (RFC 9651), one member for each policy. */
function showLimit(ctx: Context, policy: string, outcome: LimitOutcome): void {
  add(ctx, 'RateLimit-Policy', `"${policy}";q=${outcome.limit};w=${outcome.windowSeconds}`);
  add(ctx, 'RateLimit', `"${policy}";r=${outcome.remaining};t=${secondsOf(outcome)}`);
}

function add(ctx: Context, name: string, member: string): void {
  ctx.set(name, ctx.res.hasHeader(name) ? `${ctx.response.get(name)}, ${member}` : member);
}

function secondsOf({ resetMs }: LimitOutcome): number {
  return Math.max(1, Math.ceil(resetMs / MS_PER_SECOND));
}
