import type { Logger } from 'pino';
import { MemoryLimiter } from '../../adapters/rate-limits/memory-limiter.js';
import type { ClosableLimiter } from '../../adapters/rate-limits/open-redis-limiter.js';
import type { Settings } from '../settings/config.js';

/** In Redis where there is one; else in this process, or, for a worker, in the primary. */
export async function openLimiter(
  { limits, redisUrl }: Settings,
  logger: Logger,
  isWorker: boolean,
): Promise<ClosableLimiter> {
  if (redisUrl === undefined) {
    const limiter = isWorker
      ? (await import('../../adapters/rate-limits/open-shared-limiter.js')).openSharedLimiter(limits)
      : new MemoryLimiter(limits);
    return Object.assign(limiter, { close: () => undefined });
  }
  // Its client is loaded where it is used.
  const { openRedisLimiter } = await import('../../adapters/rate-limits/open-redis-limiter.js');
  return openRedisLimiter(redisUrl, limits, {
    away: (code) => {
      logger.warn({ code }, 'Redis is away: requests are counted by this process alone until it is back');
    },
    back: () => {
      logger.info('Redis is back');
    },
    refused: (code, bucket) => {
      logger.warn({ code, bucket }, 'Redis answers with an error: such requests are counted by this process alone');
    },
  });
}
