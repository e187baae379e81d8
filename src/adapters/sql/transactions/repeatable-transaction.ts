import type { Kysely, Transaction } from 'kysely';
import { OutcomeUnknown } from '../connections/failures.js';
import { retrying } from './retrying.js';

const MAX_ATTEMPTS = 3;

/** Runs what is as good done twice as once, until its outcome is known. */
export async function repeating<T>(work: () => Promise<T>, maxContended?: number): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await retrying(work, maxContended);
    } catch (error) {
      if (!(error instanceof OutcomeUnknown) || attempt >= MAX_ATTEMPTS) throw error;
    }
  }
}

/** Runs a transaction, and rolls it back in the end unless what came of it is to be kept. */
export async function transact<DB, T>(
  db: Kysely<DB>,
  work: (trx: Transaction<DB>) => Promise<T>,
  isKept: (result: T) => boolean,
): Promise<T> {
  let result: { readonly value: T } | undefined;
  try {
    return await db.transaction().execute(async (trx) => {
      result = { value: await work(trx) };
      if (!isKept(result.value)) throw NOT_KEPT;
      return result.value;
    });
  } catch (error) {
    if (error !== NOT_KEPT || !result) throw error;
    return result.value;
  }
}

/** Ends a transaction that is to leave nothing. */
const NOT_KEPT = new Error('what came of a transaction is not kept');
