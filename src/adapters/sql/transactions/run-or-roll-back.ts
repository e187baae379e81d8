import type { Kysely, Transaction } from 'kysely';

/**
 * Runs a transaction, and rolls it back unless its result is to be kept. This is the one way to roll
 * back without an error: the result is returned in either case.
 */
export async function runOrRollBack<DB, T>(
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

/** Makes Kysely roll back. */
const NOT_KEPT = new Error('the result of a transaction is not kept');
