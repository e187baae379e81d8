import type { HandleStore, ReleaseHandleOutcome, TakeHandleOutcome } from '../../application/ports/handle-store.js';
import type { Origin } from '../../application/ports/origin.js';
import type { EmailAddress } from '../../domain/email-address.js';
import type { Handle } from '../../domain/handle.js';
import type { MemoryActivityLog } from './memory-activity-log.js';
/** Keeps handles in this process's memory, beside the aliases that they must not meet. */
export declare class MemoryHandleStore implements HandleStore {
    private readonly isOthersAlias;
    private readonly activity;
    private readonly rows;
    constructor(isOthersAlias: (handle: Handle, owner: EmailAddress) => boolean, activity: MemoryActivityLog);
    has(handle: Handle): boolean;
    take(handle: Handle, owner: EmailAddress, origin?: Origin): Promise<TakeHandleOutcome>;
    release(handle: Handle, owner: EmailAddress, origin?: Origin): Promise<ReleaseHandleOutcome>;
}
