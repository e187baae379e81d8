import type { EmailAddress } from '../domain/email-address.js';
import type { Handle } from '../domain/handle.js';
import { type Result } from '../domain/result.js';
import type { HandleStore } from './ports/handle-store.js';
import type { Origin } from './ports/origin.js';
export interface ReleaseHandleCommand {
    readonly handle: Handle;
    readonly owner: EmailAddress;
    readonly origin?: Origin;
}
export interface ReleaseHandleError {
    readonly kind: 'handle_unknown' | 'handle_not_owned';
    readonly handle: Handle;
}
/** Lets an owner's handle forward nothing more; it stays reserved. Repeating it changes nothing and succeeds. */
export declare class ReleaseHandle {
    private readonly handles;
    constructor(handles: HandleStore);
    execute({ handle, owner, origin }: ReleaseHandleCommand): Promise<Result<Handle, ReleaseHandleError>>;
}
