import { Domain, type DomainError } from './domain.js';
import { Handle, type HandleError } from './handle.js';
import { type Result } from './result.js';
export interface AddressTooLong {
    readonly kind: 'address_too_long';
    readonly maxOctets: number;
}
export type EmailAddressError = {
    readonly kind: 'not_ascii';
} | {
    readonly kind: 'no_at_sign';
} | {
    readonly kind: 'inner_white_space';
} | {
    readonly kind: 'invalid_handle';
    readonly why: HandleError;
} | {
    readonly kind: 'invalid_domain';
    readonly why: DomainError;
} | AddressTooLong;
/**
 * `handle@domain`, in lower case: an address that we give out, or the one that its mail goes to.
 *
 * Form: a Handle, an at sign and a Domain, 254 octets at most (RFC 5321 4.5.3.1.3: a path of 256, less its angle brackets).
 * A goto keeps the same rules as a handle, because Postfix splits look-up results at commas and blanks and looks them up again.
 */
export declare class EmailAddress {
    readonly handle: Handle;
    readonly domain: Domain;
    static readonly MAX_OCTETS = 254;
    private readonly nominal;
    readonly value: string;
    private constructor();
    static of(handle: Handle, domain: Domain): Result<EmailAddress, AddressTooLong>;
    static parse(text: string): Result<EmailAddress, EmailAddressError>;
}
