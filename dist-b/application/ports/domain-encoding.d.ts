/**
 * For spelling a Unicode domain in A-labels (UTS 46, non-transitional), where text enters.
 *
 * ASCII text comes back as it is. `undefined` where the text has no such form, or where a non-ASCII label would fold
 * into plain ASCII (U+212A KELVIN SIGN is no `k`).
 */
export type DomainEncoding = (text: string) => string | undefined;
