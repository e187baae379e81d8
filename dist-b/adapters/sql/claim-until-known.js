import { OutcomeUnknown } from './failures.js';
import { retrying } from './retrying.js';
const MAX_ATTEMPTS = 3;
/**
 * Runs the transaction of a claim until its outcome is known. `insert` returns the mark of the row that it made, by which that row
 * is told from every other, or `undefined` where the address was not free.
 *
 * Where the connection breaks after COMMIT was sent, the row is there or it is not, and the server may even be busy with it still. A
 * mere look could come too early, so the look is the claim itself, once more: it waits for whoever holds the unique key. If it gets
 * the address, the first try left nothing. If the address is held, the holder's mark says whether the first try took it.
 */
export async function claimUntilKnown(db, insert) {
    const earlier = [];
    for (let attempt = 1;; attempt++) {
        let mark;
        try {
            await retrying(() => db.transaction().execute(async (trx) => {
                mark = await insert(trx);
            }));
            return mark === undefined ? { kind: 'held', earlier } : { kind: 'made' };
        }
        catch (error) {
            if (!(error instanceof OutcomeUnknown) || attempt >= MAX_ATTEMPTS)
                throw error;
            if (mark !== undefined)
                earlier.push(mark);
        }
    }
}
