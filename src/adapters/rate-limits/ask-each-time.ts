import type { LimitOutcome, RateLimiter } from '../../application/ports/rate-limiter.js';

export type Question = (limiter: RateLimiter) => Promise<LimitOutcome | undefined>;

/** A limiter that looks anew for each question who is to answer it; all of them have the same buckets as `own`. */
export function askEachTime(
  own: RateLimiter,
  ask: (question: Question) => Promise<LimitOutcome | undefined>,
): RateLimiter {
  return {
    isOn: (bucket) => own.isOn(bucket),
    consume: (bucket, subject, points) => ask((limiter) => limiter.consume(bucket, subject, points)),
    refund: async (bucket, subject) => {
      await ask(async (limiter) => {
        await limiter.refund(bucket, subject);
        return undefined;
      });
    },
    peek: (bucket, subject) => ask((limiter) => limiter.peek(bucket, subject)),
  };
}
