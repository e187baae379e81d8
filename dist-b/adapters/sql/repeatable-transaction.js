import { OutcomeUnknown } from './failures.js';
import { retrying } from './retrying.js';
const MAX_ATTEMPTS = 3;
/** Runs what is as good done twice as once, until its outcome is known. */
export async function repeating(work, maxRetries) {
    for (let attempt = 1;; attempt++) {
        try {
            return await retrying(work, maxRetries);
        }
        catch (error) {
            if (!(error instanceof OutcomeUnknown) || attempt >= MAX_ATTEMPTS)
                throw error;
        }
    }
}
/** Runs a transaction, and rolls it back in the end unless what came of it is to be kept. */
export async function transact(db, work, isKept) {
    const notKept = new NotKept();
    let result;
    try {
        return await db.transaction().execute(async (trx) => {
            result = { value: await work(trx) };
            if (!isKept(result.value))
                throw notKept;
            return result.value;
        });
    }
    catch (error) {
        if (error !== notKept || !result)
            throw error;
        return result.value;
    }
}
/** Ends a transaction that is to leave nothing. */
class NotKept extends Error {
}
