import type { Logger } from 'pino';
import { openMemoryLimiter } from '../adapters/rate-limits/open-memory-limiter.js';
import type { ClosableLimiter } from '../adapters/rate-limits/open-redis-limiter.js';
import type { Settings } from './config.js';

/** In Redis where there is one; else in this process, or, for a worker, in the primary. */
export async function openLimiter(
  { limits, redisUrl }: Settings,
  logger: Logger,
  isWorker: boolean,
): Promise<ClosableLimiter> {
  if (redisUrl === undefined && isWorker) {
    const { openSharedLimiter } = await import('../adapters/rate-limits/open-shared-limiter.js');
    return { ...openSharedLimiter(limits), close: () => undefined };
  }
  if (redisUrl === undefined) return { ...bound(limits), close: () => undefined };
  // Its client is loaded where it is used.
  const { openRedisLimiter } = await import('../adapters/rate-limits/open-redis-limiter.js');
  return openRedisLimiter(redisUrl, limits, {
    away: (code) => {
      logger.warn({ code }, 'Redis is away: requests are counted by this process alone until it is back');
    },
    back: () => {
      logger.info('Redis is back');
    },
  });
}

function bound(limits: Settings['limits']) {
  const limiter = openMemoryLimiter(limits);
  return {
    isOn: limiter.isOn.bind(limiter),
    consume: limiter.consume.bind(limiter),
    peek: limiter.peek.bind(limiter),
  };
}
