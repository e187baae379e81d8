import { Redis } from 'ioredis';
import type { LimitBucket, RateLimiter } from '../../application/ports/rate-limiter.js';
import type { Limits } from './limits.js';
import { RedisCounts } from './redis-counts.js';
import { refusalCode } from './refusal-code.js';
import { SharedLimiter } from './shared-limiter.js';

/** A request waits for Redis no longer than this, and once at most: what comes after a failure is counted in memory for a while. */
const COMMAND_TIMEOUT_MS = 100;
const PAUSE_AFTER_FAILURE_MS = 500;
const CONNECT_TIMEOUT_MS = 2_000;
const RECONNECT_DELAY_MS = 500;
/** A refusal of one kind is reported once in this time. */
const REFUSAL_REPORT_INTERVAL_MS = 60_000;

/** For telling the operator, once each time, that Redis is away, that it is back, and that it refuses. */
export interface RedisObserver {
  /** `code` is the failure's code, never its message, which could quote what it was given. */
  away(code: string): void;
  back(): void;
  /** Redis answered a command with an error (`WRONGTYPE`, `OOM`, `READONLY`, `NOAUTH` …), or with a value that is no count. */
  refused(code: string, bucket: LimitBucket): void;
}

export interface ClosableLimiter extends RateLimiter {
  close(): void;
}

/**
 * Counts in Redis or Valkey, shared by all instances on it; in this process while that is away or refuses. Never throws for it.
 * Resolves once it answers or is known to be away; no request waits for a connection.
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
  let away = false;
  let pausedUntilMs = 0;
  const reportedAtMs = new Map<string, number>();

  function lost(error: unknown): void {
    pausedUntilMs = performance.now() + PAUSE_AFTER_FAILURE_MS;
    if (!away) observer.away(codeOf(error));
    away = true;
  }
  function refused(code: string, bucket: LimitBucket): void {
    const kind = `${code} ${bucket}`;
    const nowMs = performance.now();
    const lastMs = reportedAtMs.get(kind) ?? Number.NEGATIVE_INFINITY;
    if (nowMs - lastMs < REFUSAL_REPORT_INTERVAL_MS) return;
    reportedAtMs.set(kind, nowMs);
    observer.refused(code, bucket);
  }
  const limiter = new SharedLimiter(limits, new RedisCounts(client, limits), {
    mayAsk: () => performance.now() >= pausedUntilMs,
    answered: () => {
      if (!away) return;
      away = false;
      observer.back();
    },
    failed: (error, bucket) => {
      const code = refusalCode(error);
      if (code === undefined) lost(error);
      else refused(code, bucket);
      return code === undefined ? 'away' : 'refused';
    },
  });
  client.on('error', lost);
  client.on('close', () => {
    limiter.mayHaveLostCounts();
  });
  await connected(client);
  return Object.assign(limiter, {
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
  return typeof code === 'string' ? code : (refusalCode(error) ?? 'no_answer');
}
