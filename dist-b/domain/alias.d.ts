import type { EmailAddress } from './email-address.js';
import { type Result } from './result.js';
export interface AliasError {
    readonly kind: 'points_at_itself';
}
/**
 * An address that we give out, and its goto: where the mail goes, which is the mailbox of the alias's owner.
 *
 * An alias never points at itself: Postfix would take such a mail and then bounce it.
 */
export declare class Alias {
    readonly address: EmailAddress;
    readonly goto: EmailAddress;
    /** An inactive alias forwards nothing, and keeps its address from everybody else for good. */
    readonly active: boolean;
    private readonly nominal;
    private constructor();
    static of(address: EmailAddress, goto: EmailAddress, active?: boolean): Result<Alias, AliasError>;
}
