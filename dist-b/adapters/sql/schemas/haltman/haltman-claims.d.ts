import type { Kysely } from 'kysely';
import type { ClaimOutcome } from '../../../../application/ports/alias-store.js';
import type { Claim, ClaimsOptions } from '../../claim.js';
import type { SqlDialect } from '../../dialects/dialect.js';
import type { HaltmanActivityLog } from './haltman-activity-log.js';
import type { HaltmanTables } from './tables.js';
/**
 * Claims of different addresses, in one transaction. They are inserted, and then it is looked at whether all of them were free; if one
 * was not, all of it is rolled back, and done once more without those that are held. Where addresses were held last time, that is
 * looked at first. What each server says of an INSERT of many rows is how many were inserted, not which.
 */
export declare class HaltmanClaims {
    private readonly db;
    private readonly dialect;
    private readonly activity;
    private looksFirst;
    private readonly lockToRead;
    constructor(db: Kysely<HaltmanTables>, dialect: SqlDialect, activity: HaltmanActivityLog);
    claim(claims: readonly Claim[], options?: ClaimsOptions): Promise<ReadonlyMap<string, ClaimOutcome>>;
    /** Outside the transaction, for under REPEATABLE READ it would fix what that sees. */
    private findHolders;
    /**
     * Whether all of them were free and are taken now. The handles are looked at behind the INSERT, where nobody can take one any more:
     * the INSERT holds what a taker of one of them waits for, or waited for them itself. The README beside this file says what that is
     * on each kind of server.
     */
    private take;
    private rowsOf;
    private handlesAmong;
}
