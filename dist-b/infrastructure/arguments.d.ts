import { Domain } from '../domain/domain.js';
import { EmailAddress } from '../domain/email-address.js';
/** Parsers of what is typed on the command line: a value of the core, or a usage error. */
export declare function domainArgument(text: string): Domain;
export declare function emailArgument(text: string): EmailAddress;
/** A domain, or an address, with its domain in A-labels. What has none stays, and the core says what is wrong with it. */
export declare function inALabels(text: string): string;
export declare function wholeNumberArgument(min: number, max?: number): (text: string) => number;
