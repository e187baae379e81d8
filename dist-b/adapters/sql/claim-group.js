import { StoreUnavailable } from '../../application/ports/store-unavailable.js';
import { Contended } from './failures.js';
/** What a server takes in some milliseconds. */
const MAX_TOGETHER = 256;
const MAX_WAITING = 10_000;
/** A transaction is not waited for any longer than this, as long as no more than so many are under way. */
const PATIENCE_MS = 100;
const MAX_UNDER_WAY = 4;
/** Of claims together; then each has as many of its own as it takes. */
const MAX_ATTEMPTS_TOGETHER = 2;
/**
 * Group commit: claims that come while others are under way, or in the same turn of the event loop, share the next transaction. It
 * goes as soon as the one before it is done, so that whoever comes alone waits for nobody.
 */
export class ClaimGroup {
    claimTogether;
    waiting = [];
    isRunning = false;
    underWay = 0;
    /**
     * @param claimTogether - claims in one transaction, with an outcome for each; or throws, and none is claimed, after so many attempts
     *   where others were in the way.
     */
    constructor(claimTogether) {
        this.claimTogether = claimTogether;
    }
    claim(claim) {
        if (this.waiting.length >= MAX_WAITING)
            return Promise.reject(new StoreUnavailable(`over ${MAX_WAITING} claims wait for the database`));
        return new Promise((resolve, reject) => {
            this.waiting.push({ claim, resolve, reject });
            if (this.isRunning)
                return;
            this.isRunning = true;
            setImmediate(() => void this.run());
        });
    }
    async run() {
        while (this.waiting.length > 0) {
            const together = this.waiting.slice(0, MAX_TOGETHER);
            this.waiting = this.waiting.slice(MAX_TOGETHER);
            await this.inPatience(this.settle(together));
        }
        this.isRunning = false;
    }
    /** Until it is done, or has taken so long (a lock, an answer that is lost) that the others no longer wait for it, if few do so. */
    async inPatience(settled) {
        this.underWay++;
        const done = settled.finally(() => this.underWay--);
        if (this.underWay >= MAX_UNDER_WAY)
            return done;
        const patience = Promise.withResolvers();
        const timer = setTimeout(() => {
            patience.resolve(undefined);
        }, PATIENCE_MS);
        await Promise.race([done, patience.promise]);
        clearTimeout(timer);
    }
    /** Never rejects. */
    async settle(together) {
        try {
            const claims = together.map(({ claim }) => claim);
            const outcomes = await this.claimTogether(claims, claims.length > 1 ? MAX_ATTEMPTS_TOGETHER : undefined);
            for (const [at, { resolve }] of together.entries())
                resolve(outcomes[at]);
        }
        catch (error) {
            // One of them may have spoiled it for all. Nobody waits for those that are now tried by themselves.
            if (together.length > 1 && isOfOne(error))
                for (const one of together)
                    void this.settle([one]);
            else
                for (const { reject } of together)
                    reject(error);
        }
    }
}
/** Whether it may be about one of the claims (a lock on its row, a trigger that refuses it), rather than about the database. */
function isOfOne(error) {
    return error instanceof Contended || !(error instanceof StoreUnavailable);
}
