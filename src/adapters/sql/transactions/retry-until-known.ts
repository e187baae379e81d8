import { OutcomeUnknown } from '../connections/failures.js';
import { retryTransient } from './retry-transient.js';

const MAX_ATTEMPTS = 3;

/**
 * Runs a transaction that does no harm if it runs twice, until its outcome is known.
 *
 * If the connection breaks after COMMIT was sent, the rows are there or they are not, and the server
 * may still be busy with them. A mere look could come too early, so a claim looks by claiming once
 * more: it waits for the transaction that holds the unique key. If it gets the name, the first
 * attempt left nothing. If the name is held, UncertainRows say whether the first attempt took it.
 */
export async function retryUntilKnown<T>(work: () => Promise<T>, maxContended?: number): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await retryTransient(work, maxContended);
    } catch (error) {
      if (!(error instanceof OutcomeUnknown) || attempt >= MAX_ATTEMPTS) throw error;
    }
  }
}
