import type { Kysely } from 'kysely';
import type { ClaimOutcome } from '../../../../application/ports/alias-store.js';
import type { Claim, ClaimsOptions } from '../../claim.js';
import { type SqlDialect } from '../../dialects/dialect.js';
import type { PostfixadminActivityLog } from './postfixadmin-activity-log.js';
import type { PostfixadminTables } from './tables.js';
/**
 * Claims of different addresses, in one transaction. Their domains are entered first, so what is read then stays true but for what
 * PostfixAdmin writes, which takes no locks: if any address was not free any more, all of it is done once more.
 */
export declare class PostfixadminClaims {
    private readonly db;
    private readonly dialect;
    private readonly activity;
    private readonly now;
    constructor(db: Kysely<PostfixadminTables>, dialect: SqlDialect, activity: PostfixadminActivityLog);
    claim(claims: readonly Claim[], { isTried, knowsItsOwn, maxAttempts }?: ClaimsOptions): Promise<ReadonlyMap<string, ClaimOutcome>>;
    private readHeld;
    /** Returns the numbers of our rows, by which they are known again should the answer to the COMMIT be lost. */
    private insert;
}
