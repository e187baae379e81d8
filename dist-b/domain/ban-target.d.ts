import { Domain, type DomainError } from './domain.js';
import { EmailAddress, type EmailAddressError } from './email-address.js';
import { Handle, type HandleError } from './handle.js';
import { type IpRangeError } from './ip-range.js';
import { type Result } from './result.js';
export declare const BAN_KINDS: readonly ["email", "domain", "handle", "ip"];
export type BanKind = (typeof BAN_KINDS)[number];
export type BanTargetError = EmailAddressError | DomainError | HandleError | IpRangeError;
/** What a request has that can be banned. */
export interface BanSubject {
    /** The caller's address, in text of any form. */
    readonly ip?: string | undefined;
    readonly owner?: EmailAddress | undefined;
    readonly domain?: Domain | undefined;
    readonly handle?: Handle | undefined;
}
/** What an operator bans: an EmailAddress, a Domain with all below it, a Handle on every domain, or an IpRange. */
export declare class BanTarget {
    readonly kind: BanKind;
    readonly value: string;
    private readonly nominal;
    private constructor();
    static parse(kind: BanKind, text: string): Result<BanTarget, BanTargetError>;
    /**
     * Every ban that would strike, so that a storage looks for equal text alone. Some 400 at most, for IPv6 and deep domains;
     * made only as they are looked at.
     */
    static striking({ ip, owner, domain, handle }: BanSubject): Iterable<BanTarget>;
}
