import { canonicalAscii } from './ascii.js';
import { err, ok } from './result.js';
const FORBIDDEN_CHARACTER = /[^a-z0-9.-]/;
/**
 * The name of a mail domain, in lower case and in A-labels.
 *
 * Form: 1 to 253 octets (RFC 1035 2.3.4 less the root), two labels or more, each of 1 to 63 letters, digits or inner hyphens
 * (RFC 1123 2.1). A Unicode domain is turned into A-labels before it comes here (UTS 46, see the DomainEncoding port):
 * Postfix looks names up as A-labels, and the tables that do so stay out of the core.
 */
export class Domain {
    value;
    static MAX_OCTETS = 253;
    static MAX_LABEL_OCTETS = 63;
    static MIN_LABELS = 2;
    constructor(value) {
        this.value = value;
        Object.freeze(this);
    }
    /** Trims, lowercases, then checks; so two domains are the same where their `value` is. */
    static parse(text) {
        const value = canonicalAscii(text);
        if (value === undefined)
            return err({ kind: 'not_ascii' });
        if (value === '')
            return err({ kind: 'empty' });
        if (value.length > Domain.MAX_OCTETS)
            return err({ kind: 'too_long', maxOctets: Domain.MAX_OCTETS });
        const forbidden = FORBIDDEN_CHARACTER.exec(value);
        if (forbidden)
            return err({ kind: 'forbidden_character', character: forbidden[0] });
        const labels = value.split('.');
        for (const label of labels) {
            if (label === '')
                return err({ kind: 'empty_label' });
            if (label.length > Domain.MAX_LABEL_OCTETS) {
                return err({ kind: 'label_too_long', maxOctets: Domain.MAX_LABEL_OCTETS });
            }
            if (label.startsWith('-') || label.endsWith('-'))
                return err({ kind: 'misplaced_hyphen' });
        }
        if (labels.length < Domain.MIN_LABELS)
            return err({ kind: 'too_few_labels', minLabels: Domain.MIN_LABELS });
        return ok(new Domain(value));
    }
}
