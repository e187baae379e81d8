import type { Redis } from 'ioredis';
import { RateLimiterRedis, type RateLimiterRes } from 'rate-limiter-flexible';
import type { LimitBucket } from '../../application/ports/rate-limiter.js';
import type { Count, SharedCounts } from './counts.js';
import { BUCKETS, type Limits, WINDOW_SECONDS } from './limits.js';

const KEY_PREFIX = 'postern:limit:';
const MS_PER_SECOND = 1_000;

/** Adds ARGV[1] points, in a window of ARGV[2] seconds if none runs, and never leaves less than 0. */
const ADD = `
local used = redis.call('incrby', KEYS[1], ARGV[1])
if used < 0 then
  redis.call('incrby', KEYS[1], -used)
  used = 0
end
local ttl = redis.call('pttl', KEYS[1])
if ttl < 0 then
  redis.call('expire', KEYS[1], ARGV[2])
  ttl = 1000 * ARGV[2]
end
return {used, ttl}
`;

/** The value of a subject is none that this service wrote. */
export class NotACount extends Error {
  override readonly name = 'NotACount';
  readonly code = 'not_a_count';
}

/** Counts in Redis by rate-limiter-flexible, one of its limiters for each bucket. */
export class RedisCounts implements SharedCounts {
  private readonly limiters: ReadonlyMap<LimitBucket, RateLimiterRedis>;

  constructor(client: Redis, limits: Limits) {
    this.limiters = new Map(
      BUCKETS.map((bucket) => [
        bucket,
        new RateLimiterRedis({
          storeClient: client,
          keyPrefix: KEY_PREFIX + bucket,
          points: limits[bucket],
          duration: WINDOW_SECONDS[bucket],
          rejectIfRedisNotReady: true,
          customIncrTtlLuaScript: ADD,
        }),
      ]),
    );
  }

  async add(bucket: LimitBucket, subject: string, points: number, windowMs: number): Promise<Count> {
    const customDuration = Math.max(1, Math.ceil(windowMs / MS_PER_SECOND));
    return countOf(await this.limiter(bucket).penalty(subject, points, { customDuration }));
  }

  async read(bucket: LimitBucket, subject: string): Promise<Count | undefined> {
    const answer = await this.limiter(bucket).get(subject);
    // A value without an end would refuse its subject for good.
    if (answer && answer.msBeforeNext < 0) throw new NotACount('a subject has a value without an end');
    return answer ? countOf(answer) : undefined;
  }

  private limiter(bucket: LimitBucket): RateLimiterRedis {
    const limiter = this.limiters.get(bucket);
    if (!limiter) throw new Error('there is a limiter for each bucket');
    return limiter;
  }
}

function countOf({ consumedPoints, msBeforeNext }: RateLimiterRes): Count {
  if (!Number.isInteger(consumedPoints)) throw new NotACount('a subject has a value that is no count');
  return { used: Math.max(0, consumedPoints), resetMs: Math.max(0, msBeforeNext) };
}
