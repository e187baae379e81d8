import { setTimeout as sleep } from 'node:timers/promises';
import { ConnectionLost, Contended, StatementsStale } from '../connections/failures.js';

const MAX_ATTEMPTS = 12;
/** However few attempts that were: a lock wait alone may take a second. */
const RETRY_FOR_MS = 2_000;
const FIRST_PAUSE_MS = 2;
const LONGEST_PAUSE_MS = 100;

/** What had no effect. */
const RETRIED = [Contended, ConnectionLost, StatementsStale] as const;

/**
 * Runs a read or a whole transaction, and again where it had no effect through no fault of its own. Not for a single statement that
 * writes outside a transaction: one that broke off may have had its effect.
 *
 * @param maxContended - how often it may lose against another transaction; a lost connection is nobody's doing, and does not count.
 */
export async function retryTransient<T>(work: () => Promise<T>, maxContended = MAX_ATTEMPTS): Promise<T> {
  const since = performance.now();
  let contended = 0;
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!RETRIED.some((kind) => error instanceof kind)) throw error;
      if (error instanceof Contended) contended++;
      const isInVain = attempt >= MAX_ATTEMPTS || contended >= maxContended;
      if (isInVain || performance.now() - since >= RETRY_FOR_MS) throw error;
    }
    await sleep(pauseMs(attempt));
  }
}

/** Twice as long each time, and scattered, so that those who met once do not meet again. */
function pauseMs(attempt: number): number {
  return Math.random() * Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt);
}
