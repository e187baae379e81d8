import type { Kysely, Transaction } from 'kysely';
export type ClaimTransaction<Mark> = {
    readonly kind: 'made';
}
/** The address is held; by this very claim, where one of these marks holds it. */
 | {
    readonly kind: 'held';
    readonly earlier: readonly Mark[];
};
/**
 * Runs the transaction of a claim until its outcome is known. `insert` returns the mark of the row that it made, by which that row
 * is told from every other, or `undefined` where the address was not free.
 *
 * Where the connection breaks after COMMIT was sent, the row is there or it is not, and the server may even be busy with it still. A
 * mere look could come too early, so the look is the claim itself, once more: it waits for whoever holds the unique key. If it gets
 * the address, the first try left nothing. If the address is held, the holder's mark says whether the first try took it.
 */
export declare function claimUntilKnown<DB, Mark>(db: Kysely<DB>, insert: (trx: Transaction<DB>) => Promise<Mark | undefined>): Promise<ClaimTransaction<Mark>>;
