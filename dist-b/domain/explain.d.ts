import type { DomainError } from './domain.js';
import type { EmailAddressError } from './email-address.js';
import type { HandleError } from './handle.js';
import type { IpRangeError } from './ip-range.js';
/** A refused text in a sentence for whoever wrote it: what is wrong, and what would fit. */
export declare function explain(error: HandleError | DomainError | EmailAddressError | IpRangeError): string;
