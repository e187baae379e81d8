import type { LimitBucket, LimitOutcome } from '../../application/ports/rate-limiter.js';
import type { Count } from './counts.js';
import { WINDOW_SECONDS } from './limits.js';

const MS_PER_SECOND = 1_000;

/** How a subject stands; without a count it has used nothing. */
export function outcomeOf(
  bucket: LimitBucket,
  limit: number,
  count: Count | undefined,
  allowed: boolean,
): LimitOutcome {
  const windowSeconds = WINDOW_SECONDS[bucket];
  return {
    allowed,
    limit,
    windowSeconds,
    remaining: Math.max(0, limit - (count?.used ?? 0)),
    resetMs: count?.resetMs ?? windowSeconds * MS_PER_SECOND,
  };
}
