import { Redis } from 'ioredis';
import { RateLimiterRedis } from 'rate-limiter-flexible';
import type { RateLimiter } from '../../application/ports/rate-limiter.js';
import { askEachTime, type Question } from './ask-each-time.js';
import { BucketLimiter } from './bucket-limiter.js';
import type { Limits } from './limits.js';
import { openMemoryLimiter } from './open-memory-limiter.js';

/** A request waits for Redis no longer than this, and once at most: what comes after a failure is counted in memory for a while. */
const COMMAND_TIMEOUT_MS = 100;
const PAUSE_AFTER_FAILURE_MS = 500;
const CONNECT_TIMEOUT_MS = 2_000;
const RECONNECT_DELAY_MS = 500;

/** For telling the operator, once each time, that Redis is away and that it is back. */
export interface RedisObserver {
  /** `code` is the failure's code, never its message, which could quote what it was given. */
  away(code: string): void;
  back(): void;
}

export interface ClosableLimiter extends RateLimiter {
  close(): void;
}

/**
 * Counts in Redis or Valkey, shared by all instances on it; in this process while that is away. Never throws for it. Resolves once
 * it answers or is known to be away; no request waits for a connection.
 */
export async function openRedisLimiter(
  url: string,
  limits: Limits,
  observer: RedisObserver,
  { commandTimeoutMs = COMMAND_TIMEOUT_MS } = {},
): Promise<ClosableLimiter> {
  const client = new Redis(url, {
    commandTimeout: commandTimeoutMs,
    connectTimeout: CONNECT_TIMEOUT_MS,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: () => RECONNECT_DELAY_MS,
  });
  const shared = new BucketLimiter(
    limits,
    (options) => new RateLimiterRedis({ ...options, storeClient: client, rejectIfRedisNotReady: true }),
  );
  const own = openMemoryLimiter(limits);
  let away = false;
  let pausedUntilMs = 0;

  function failed(error: unknown): void {
    pausedUntilMs = performance.now() + PAUSE_AFTER_FAILURE_MS;
    if (!away) observer.away(codeOf(error));
    away = true;
  }
  async function ask(question: Question) {
    if (performance.now() < pausedUntilMs) return question(own);
    try {
      const answer = await question(shared);
      if (away && answer) {
        away = false;
        observer.back();
      }
      return answer;
    } catch (error) {
      failed(error);
      return question(own);
    }
  }
  client.on('error', failed);
  await connected(client);
  return Object.assign(askEachTime(own, ask), {
    close: () => {
      client.disconnect();
    },
  });
}

/** Connected, or not so far: an error ends the wait, as does the time that a connection may take. */
async function connected(client: Redis): Promise<void> {
  const settled = Promise.withResolvers<undefined>();
  const settle = () => {
    settled.resolve(undefined);
  };
  const timer = setTimeout(settle, CONNECT_TIMEOUT_MS);
  client.once('ready', settle).once('error', settle);
  await settled.promise;
  clearTimeout(timer);
}

function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : 'no_answer';
}
