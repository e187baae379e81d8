import type { EmailAddress } from '../domain/email-address.js';
import type { Handle } from '../domain/handle.js';
import { type Result } from '../domain/result.js';
import type { BanCheck, Banned } from './ban-check.js';
import type { HandleStore } from './ports/handle-store.js';
import type { Origin } from './ports/origin.js';
export interface TakeHandleCommand {
    readonly handle: Handle;
    /** Where its mail goes, on every domain. */
    readonly owner: EmailAddress;
    readonly origin?: Origin;
}
export type TakeHandleError = Banned | {
    readonly kind: 'handle_taken';
    readonly handle: Handle;
};
/** Takes a handle on every domain. Role names (`postmaster`, `abuse` …) are the operator's alone. */
export declare class TakeHandle {
    private readonly handles;
    /** Absent: nobody is banned. */
    private readonly bans?;
    constructor(handles: HandleStore, 
    /** Absent: nobody is banned. */
    bans?: BanCheck | undefined);
    execute({ handle, owner, origin }: TakeHandleCommand): Promise<Result<Handle, TakeHandleError>>;
}
