import type { Holder } from '../../../domain/conflict-policy.js';
import { EmailAddress } from '../../../domain/email-address.js';
/** A row at an address, as its holder. What is no alias of ours (several destinations, another form) is nobody's to repeat. */
export declare function toHolder(address: EmailAddress, row: {
    readonly address: string;
    readonly goto: string;
    readonly active: boolean;
}): Holder;
