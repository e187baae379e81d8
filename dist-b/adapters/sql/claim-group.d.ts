import type { ClaimOutcome } from '../../application/ports/alias-store.js';
import type { Claim } from './claim.js';
/**
 * Group commit: claims that come while others are under way, or in the same turn of the event loop, share the next transaction. It
 * goes as soon as the one before it is done, so that whoever comes alone waits for nobody.
 */
export declare class ClaimGroup {
    private readonly claimTogether;
    private waiting;
    private isRunning;
    private underWay;
    /**
     * @param claimTogether - claims in one transaction, with an outcome for each; or throws, and none is claimed, after so many attempts
     *   where others were in the way.
     */
    constructor(claimTogether: (claims: readonly Claim[], maxAttempts: number | undefined) => Promise<readonly ClaimOutcome[]>);
    claim(claim: Claim): Promise<ClaimOutcome>;
    private run;
    /** Until it is done, or has taken so long (a lock, an answer that is lost) that the others no longer wait for it, if few do so. */
    private inPatience;
    /** Never rejects. */
    private settle;
}
