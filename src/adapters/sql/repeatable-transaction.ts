import type { Kysely, Transaction } from 'kysely';
import { OutcomeUnknown } from './failures.js';
import { retrying } from './retrying.js';

const MAX_ATTEMPTS = 3;

/** Runs what is as good done twice as once, until its outcome is known. */
export async function repeating<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await retrying(work);
    } catch (error) {
      if (!(error instanceof OutcomeUnknown) || attempt >= MAX_ATTEMPTS) throw error;
    }
  }
}

/** Runs a transaction; one that is only tried is rolled back in the end. */
export async function transact<DB, T>(
  db: Kysely<DB>,
  isTried: boolean,
  work: (trx: Transaction<DB>) => Promise<T>,
): Promise<T> {
  const tried = new Tried();
  let result: { readonly value: T } | undefined;
  try {
    return await db.transaction().execute(async (trx) => {
      result = { value: await work(trx) };
      if (isTried) throw tried;
      return result.value;
    });
  } catch (error) {
    if (error !== tried || !result) throw error;
    return result.value;
  }
}

/** Ends a transaction that is to leave nothing. */
class Tried extends Error {}
