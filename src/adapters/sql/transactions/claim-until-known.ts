import type { Kysely, Transaction } from 'kysely';
import { Marks } from './marks.js';
import { repeating } from './repeatable-transaction.js';

export type ClaimTransaction =
  | { readonly kind: 'made' }
  /** The address is held; by this very claim, where a row of one of these marks holds it. */
  | { readonly kind: 'held'; readonly earlier: Marks };

/**
 * Runs the transaction of a claim until its outcome is known. `insert` returns the number of the row that it made, or `undefined`
 * where the address was not free.
 *
 * Where the connection breaks after COMMIT was sent, the row is there or it is not, and the server may even be busy with it still. A
 * mere look could come too early, so the look is the claim itself, once more: it waits for whoever holds the unique key. If it gets
 * the address, the first try left nothing. If the address is held, the marks say whether the first try took it.
 */
export async function claimUntilKnown<DB>(
  db: Kysely<DB>,
  insert: (trx: Transaction<DB>) => Promise<number | undefined>,
): Promise<ClaimTransaction> {
  const earlier = new Marks();
  const isMade = await repeating(() =>
    earlier.during((made) =>
      db.transaction().execute(async (trx) => {
        const id = await insert(trx);
        if (id !== undefined) made([id]);
        return id !== undefined;
      }),
    ),
  );
  return isMade ? { kind: 'made' } : { kind: 'held', earlier };
}
