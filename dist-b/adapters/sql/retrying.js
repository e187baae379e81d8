import { setTimeout as sleep } from 'node:timers/promises';
import { ConnectionLost, Contended } from './failures.js';
const MAX_ATTEMPTS = 12;
/** However few attempts that were: a lock wait alone may take a second. */
const RETRY_FOR_MS = 2_000;
const FIRST_PAUSE_MS = 2;
const LONGEST_PAUSE_MS = 100;
/**
 * Runs a read or a whole transaction, and again where it had no effect through no fault of its own. Not for a single statement that
 * writes outside a transaction: one that broke off may have had its effect.
 */
export async function retrying(work, maxAttempts = MAX_ATTEMPTS) {
    const since = performance.now();
    for (let attempt = 1;; attempt++) {
        try {
            return await work();
        }
        catch (error) {
            const inVain = attempt >= maxAttempts || performance.now() - since >= RETRY_FOR_MS;
            if (inVain || !(error instanceof Contended || error instanceof ConnectionLost))
                throw error;
        }
        await sleep(pauseMs(attempt));
    }
}
/** Twice as long each time, and scattered, so that those who met once do not meet again. */
function pauseMs(attempt) {
    return Math.random() * Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt);
}
