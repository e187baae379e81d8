import { createHash } from 'node:crypto';
import type { LimitBucket, LimitOutcome, RateLimiter } from '../../../application/ports/rate-limiter.js';
import type { EmailAddress } from '../../../domain/addresses/email-address.js';
import { mailboxOf } from '../../../domain/addresses/mailbox-of.js';
import type { Context, Middleware, Next } from './context.js';
import { ipSubject } from './ip-subject.js';
import { networkSubject } from './network-subject.js';
import { pointsOf } from './request-points.js';
import { refuse, type Refusal } from './refuse.js';

const MS_PER_SECOND = 1_000;

/** Each route with a key, as it is called in `where`, and the bucket of the key that it draws from. */
const PER_KEY = {
  alias_create: 'create_per_key',
  handle_create: 'create_per_key',
  alias_delete: 'delete_per_key',
  handle_delete: 'delete_per_key',
  alias_list: 'list_per_key',
  alias_stats: 'list_per_key',
  activity: 'list_per_key',
} as const satisfies Record<string, LimitBucket>;

export type KeyedRoute = keyof typeof PER_KEY;

/** Builds what stands before routes. Without a limiter, everything passes. */
export class RequestLimits {
  constructor(private readonly limiter: RateLimiter | undefined) {}

  /** All that a route with a key stands behind, in the contract's order: limit per IP, key, limit per key. */
  withKey(where: KeyedRoute, requireKey: Middleware): Middleware[] {
    return [
      ...this.perIp(where),
      ...(this.isOn('failed_keys_per_ip') ? [this.failedKeys(where)] : []),
      requireKey,
      ...(this.isOn(PER_KEY[where]) ? [this.perKey(where)] : []),
    ];
  }

  /** None where there is no such limit. */
  perIp(where: string): Middleware[] {
    if (!this.isOn('all_per_ip')) return [];
    const limit = async (ctx: Context, next: Next) => {
      const outcome = await this.limiter?.consume('all_per_ip', ipSubject(ctx.ip));
      if (passes(ctx, { policy: 'all_ip', where, reason: 'too_many_requests_ip' }, outcome)) await next();
    };
    return [limit];
  }

  /** All keys of one owner draw from one bucket: a second key is no second budget. */
  perKey(where: KeyedRoute): Middleware {
    const bucket = PER_KEY[where];
    return async (ctx: Context, next: Next) => {
      const { caller } = ctx.state;
      if (!caller) throw new Error('the limit per key stands behind no key check');
      const outcome = await this.limiter?.consume(bucket, subjectOf(caller.owner), pointsOf(where, ctx.query));
      if (passes(ctx, { policy: bucket.replace('_per', ''), where, reason: 'too_many_requests_key' }, outcome))
        await next();
    };
  }

  /** Keys by mail that one caller asks for, and then all callers of one network. */
  credentialsPerCaller(where: string): Middleware {
    return async (ctx: Context, next: Next) => {
      const perIp = await this.limiter?.consume('credentials_per_ip', ipSubject(ctx.ip));
      if (!passes(ctx, { policy: 'credentials_ip', where, reason: 'too_many_requests_ip' }, perIp)) return;
      const network = await this.limiter?.consume('credentials_per_network', networkSubject(ctx.ip));
      const policy = { policy: 'credentials_network', where, reason: 'too_many_requests_network' } as const;
      if (passes(ctx, policy, network)) await next();
    };
  }

  /**
   * Keys by mail for one mailbox, then for all, by any caller: `send` runs if there is a point left in both buckets, and gives them
   * back unless it resolves with true, for a mail that was queued. Otherwise the request is refused here.
   *
   * The mailbox itself is in no bucket. An answer shows these two policies only if it refuses, because what is left of a mailbox's
   * would tell strangers whether anybody asked for it.
   */
  async countMail(ctx: Context, where: string, email: EmailAddress, send: () => Promise<boolean>): Promise<void> {
    const perEmail = { policy: 'credentials_email', where, reason: 'too_many_requests_email' } as const;
    await this.spend('credentials_per_email', hash(mailboxOf(email)), { ctx, policy: perEmail }, () => {
      const total = { policy: 'credentials_total', where, reason: 'too_many_requests_total' } as const;
      return this.spend('credentials_total', 'all', { ctx, policy: total }, send);
    });
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

  /** Resolves with what `work` resolves with, and with false if the request was refused instead. */
  private async spend(
    bucket: LimitBucket,
    subject: string,
    { ctx, policy }: { readonly ctx: Context; readonly policy: Policy },
    work: () => Promise<boolean>,
  ): Promise<boolean> {
    const outcome = await this.limiter?.consume(bucket, subject);
    let isSpent = false;
    try {
      if (outcome && !outcome.allowed) passes(ctx, policy, outcome);
      else isSpent = await work();
    } finally {
      // A refused request takes a point too, and must not keep one that another request gives back.
      if (outcome && !isSpent) await this.limiter?.refund(bucket, subject);
    }
    return isSpent;
  }

  private isOn(bucket: LimitBucket): boolean {
    return this.limiter?.isOn(bucket) ?? false;
  }
}

/** Hashing costs more than counting, and the requests of a key have the same owner. */
const ownerSubjects = new WeakMap<EmailAddress, string>();

/** An owner's address itself is in no bucket. */
function subjectOf(owner: EmailAddress): string {
  const known = ownerSubjects.get(owner);
  if (known !== undefined) return known;
  const subject = hash(owner.value);
  ownerSubjects.set(owner, subject);
  return subject;
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Which bucket is empty. */
export type LimitReason =
  | 'too_many_requests_key'
  | 'too_many_requests_ip'
  | 'too_many_requests_network'
  | 'too_many_requests_email'
  | 'too_many_requests_total';

interface Policy {
  readonly policy: string;
  readonly where: string;
  readonly reason: LimitReason;
}

function passes(ctx: Context, { policy, where, reason }: Policy, outcome: LimitOutcome | undefined): boolean {
  if (!outcome) return true;
  showLimit(ctx, policy, outcome);
  if (outcome.allowed) return true;
  const seconds = secondsOf(outcome);
  ctx.set('Retry-After', String(seconds));
  refuse(ctx, 429, rateLimited({ where, reason }, outcome, seconds));
  return false;
}

/** For 429. */
export function rateLimited(
  { where, reason }: Pick<Policy, 'where' | 'reason'>,
  { limit, windowSeconds }: Pick<LimitOutcome, 'limit' | 'windowSeconds'>,
  seconds: number,
): Refusal {
  return {
    error: 'rate_limited',
    where,
    reason,
    hint: `Too many requests; try again in ${seconds} s.`,
    constraints: { max_requests: limit, window_seconds: windowSeconds },
  };
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
