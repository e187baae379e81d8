import { Redis } from 'ioredis';
import { RateLimiterRedis } from 'rate-limiter-flexible';
import { BucketLimiter } from './bucket-limiter.js';
import { openMemoryLimiter } from './open-memory-limiter.js';
/** A request waits for Redis no longer than this, and once at most: what comes after a failure is counted in memory for a while. */
const COMMAND_TIMEOUT_MS = 100;
const PAUSE_AFTER_FAILURE_MS = 500;
const CONNECT_TIMEOUT_MS = 2_000;
const RECONNECT_DELAY_MS = 500;
/**
 * Counts in Redis or Valkey, shared by all instances on it; in this process while that is away. Never throws for it. Resolves once
 * it answers or is known to be away; no request waits for a connection.
 */
export async function openRedisLimiter(url, limits, observer) {
    const client = new Redis(url, {
        commandTimeout: COMMAND_TIMEOUT_MS,
        connectTimeout: CONNECT_TIMEOUT_MS,
        enableOfflineQueue: false,
        maxRetriesPerRequest: 0,
        retryStrategy: () => RECONNECT_DELAY_MS,
    });
    const shared = new BucketLimiter(limits, (options) => new RateLimiterRedis({ ...options, storeClient: client, rejectIfRedisNotReady: true }));
    const own = openMemoryLimiter(limits);
    let away = false;
    let pausedUntilMs = 0;
    function failed(error) {
        pausedUntilMs = performance.now() + PAUSE_AFTER_FAILURE_MS;
        if (!away)
            observer.away(codeOf(error));
        away = true;
    }
    async function ask(question) {
        if (performance.now() < pausedUntilMs)
            return question(own);
        try {
            const answer = await question(shared);
            if (away && answer) {
                away = false;
                observer.back();
            }
            return answer;
        }
        catch (error) {
            failed(error);
            return question(own);
        }
    }
    client.on('error', failed);
    await connected(client);
    return {
        isOn: (bucket) => own.isOn(bucket),
        consume: (bucket, subject) => ask((limiter) => limiter.consume(bucket, subject)),
        peek: (bucket, subject) => ask((limiter) => limiter.peek(bucket, subject)),
        close: () => {
            client.disconnect();
        },
    };
}
/** Connected, or not so far: an error ends the wait, as does the time that a connection may take. */
async function connected(client) {
    const settled = Promise.withResolvers();
    const settle = () => {
        settled.resolve(undefined);
    };
    const timer = setTimeout(settle, CONNECT_TIMEOUT_MS);
    client.once('ready', settle).once('error', settle);
    await settled.promise;
    clearTimeout(timer);
}
function codeOf(error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
    return typeof code === 'string' ? code : 'no_answer';
}
