import { type Result } from './result.js';
export type DomainError = {
    readonly kind: 'empty';
} | {
    readonly kind: 'not_ascii';
} | {
    readonly kind: 'too_long';
    readonly maxOctets: number;
} | {
    readonly kind: 'too_few_labels';
    readonly minLabels: number;
} | {
    readonly kind: 'empty_label';
} | {
    readonly kind: 'label_too_long';
    readonly maxOctets: number;
} | {
    readonly kind: 'forbidden_character';
    readonly character: string;
} | {
    readonly kind: 'misplaced_hyphen';
};
/**
 * The name of a mail domain, in lower case and in A-labels.
 *
 * Form: 1 to 253 octets (RFC 1035 2.3.4 less the root), two labels or more, each of 1 to 63 letters, digits or inner hyphens
 * (RFC 1123 2.1). A Unicode domain is turned into A-labels before it comes here (UTS 46, see the DomainEncoding port):
 * Postfix looks names up as A-labels, and the tables that do so stay out of the core.
 */
export declare class Domain {
    readonly value: string;
    static readonly MAX_OCTETS = 253;
    static readonly MAX_LABEL_OCTETS = 63;
    static readonly MIN_LABELS = 2;
    private readonly nominal;
    private constructor();
    /** Trims, lowercases, then checks; so two domains are the same where their `value` is. */
    static parse(text: string): Result<Domain, DomainError>;
}
