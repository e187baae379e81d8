import { type Kysely } from 'kysely';
import type { HandleStore, ReleaseHandleOutcome, TakeHandleOutcome } from '../../../../application/ports/handle-store.js';
import type { Origin } from '../../../../application/ports/origin.js';
import type { EmailAddress } from '../../../../domain/email-address.js';
import type { Handle } from '../../../../domain/handle.js';
import type { SqlDialect } from '../../dialects/dialect.js';
import type { PostfixadminActivityLog } from './postfixadmin-activity-log.js';
import type { PostfixadminTables } from './tables.js';
/** Handles on all domains, which PostfixAdmin knows nothing of: what it has for an address goes before them. */
export declare class PostfixadminHandleStore implements HandleStore {
    private readonly db;
    private readonly dialect;
    private readonly activity;
    constructor(db: Kysely<PostfixadminTables>, dialect: SqlDialect, activity: PostfixadminActivityLog);
    take(handle: Handle, owner: EmailAddress, origin?: Origin): Promise<TakeHandleOutcome>;
    release(handle: Handle, owner: EmailAddress, origin?: Origin): Promise<ReleaseHandleOutcome>;
    /** Returns the number of the row; `undefined` where the handle is held. */
    private insert;
    /** Whether any of these addresses is, or was, given to anybody but the owner. */
    private isOthers;
    private find;
}
