import type { Logger } from 'pino';
import type { ClosableLimiter } from '../adapters/rate-limits/open-redis-limiter.js';
import type { Settings } from './config.js';
/** In Redis where there is one, else in this process. */
export declare function openLimiter({ limits, redisUrl }: Settings, logger: Logger): Promise<ClosableLimiter>;
