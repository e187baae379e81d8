import { ContainerModule } from 'inversify';
import type { Logger } from 'pino';
import { MemoryLimiter } from '../../../adapters/rate-limits/memory-limiter.js';
import type { RedisObserver } from '../../../adapters/rate-limits/open-redis-limiter.js';
import type { Settings } from '../../settings/config.js';
import { ELAPSED_MS, LIMITER, LOGGER } from '../tokens.js';

/** Counts in Redis if it is set; else in this process or, in a worker, in the primary. */
export function limitsModule({ limits, redisUrl }: Settings, isWorker: boolean): ContainerModule {
  return new ContainerModule(({ bind }) => {
    const limiter = bind(LIMITER);
    if (redisUrl !== undefined) {
      limiter.toResolvedValue(
        async (logger) => {
          const { openRedisLimiter } = await import('../../../adapters/rate-limits/open-redis-limiter.js');
          return openRedisLimiter(redisUrl, limits, logRedis(logger));
        },
        [LOGGER],
      );
    } else if (isWorker) {
      limiter.toResolvedValue(async () => {
        const { openSharedLimiter } = await import('../../../adapters/rate-limits/open-shared-limiter.js');
        return openSharedLimiter(limits);
      });
    } else {
      limiter.toResolvedValue((elapsedMs) => new MemoryLimiter(limits, elapsedMs), [ELAPSED_MS]);
    }
  });
}

function logRedis(logger: Logger): RedisObserver {
  return {
    away: (code) => {
      logger.warn({ code }, 'Redis is away: requests are counted by this process alone until it is back');
    },
    back: () => {
      logger.info('Redis is back');
    },
    refused: (code, bucket) => {
      logger.warn({ code, bucket }, 'Redis answers with an error: such requests are counted by this process alone');
    },
  };
}
