import { type Kysely } from 'kysely';
import type { HandleStore, ReleaseHandleOutcome, TakeHandleOutcome } from '../../../../application/ports/handle-store.js';
import type { Origin } from '../../../../application/ports/origin.js';
import type { EmailAddress } from '../../../../domain/email-address.js';
import type { Handle } from '../../../../domain/handle.js';
import type { SqlDialect } from '../../dialects/dialect.js';
import type { HaltmanActivityLog } from './haltman-activity-log.js';
import type { HaltmanTables } from './tables.js';
export declare class HaltmanHandleStore implements HandleStore {
    private readonly db;
    private readonly dialect;
    private readonly activity;
    /** Whether the table has a column for when a handle was given up; older ones lack it. */
    private readonly hasUnsubscribedAt;
    constructor(db: Kysely<HaltmanTables>, dialect: SqlDialect, activity: HaltmanActivityLog, 
    /** Whether the table has a column for when a handle was given up; older ones lack it. */
    hasUnsubscribedAt: boolean);
    take(handle: Handle, owner: EmailAddress, origin?: Origin): Promise<TakeHandleOutcome>;
    release(handle: Handle, owner: EmailAddress, origin?: Origin): Promise<ReleaseHandleOutcome>;
    /** What keeps a claim of an alias out meanwhile: see the README beside this file. */
    private insert;
    private find;
}
