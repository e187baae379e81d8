import { canonicalAscii } from '../ascii.js';
import { err, ok, type Result } from '../result.js';

export type DomainError =
  | { readonly kind: 'empty' }
  | { readonly kind: 'not_ascii' }
  | { readonly kind: 'too_long'; readonly maxOctets: number }
  | { readonly kind: 'too_few_labels'; readonly minLabels: number }
  | { readonly kind: 'empty_label' }
  | { readonly kind: 'label_too_long'; readonly maxOctets: number }
  | { readonly kind: 'forbidden_character'; readonly character: string }
  | { readonly kind: 'misplaced_hyphen' }
  | { readonly kind: 'numeric_domain' };

const FORBIDDEN_CHARACTER = /[^a-z0-9.-]/;
const NUMERIC = /^[\d.]*$/;

/**
 * The name of a mail domain, in lower case and in A-labels.
 *
 * Form: 1 to 253 octets (RFC 1035 2.3.4 less the root), two labels or more, each of 1 to 63 letters, digits or inner hyphens
 * (RFC 1123 2.1), and not all of digits: Postfix refuses that in any recipient as a malformed IP address. A Unicode domain is turned into A-labels before it comes here (UTS 46, see the DomainEncoding port):
 * Postfix looks names up as A-labels, and the tables that do so stay out of the core.
 */
export class Domain {
  static readonly MAX_OCTETS = 253;
  static readonly MAX_LABEL_OCTETS = 63;
  static readonly MIN_LABELS = 2;

  declare private readonly nominal: never;

  private constructor(readonly value: string) {
    Object.freeze(this);
  }

  /** Trims, lowercases, then checks; so two domains are the same where their `value` is. */
  static parse(text: string): Result<Domain, DomainError> {
    const domain = Domain.parseExisting(text);
    return domain.ok && NUMERIC.test(domain.value.value) ? err({ kind: 'numeric_domain' }) : domain;
  }

  /** The same of a domain that is there already, to find it. It may be all of digits: earlier versions took such domains. */
  static parseExisting(text: string): Result<Domain, DomainError> {
    const value = canonicalAscii(text);
    if (value === undefined) return err({ kind: 'not_ascii' });
    if (value === '') return err({ kind: 'empty' });
    if (value.length > Domain.MAX_OCTETS) return err({ kind: 'too_long', maxOctets: Domain.MAX_OCTETS });
    const forbidden = FORBIDDEN_CHARACTER.exec(value);
    if (forbidden) return err({ kind: 'forbidden_character', character: forbidden[0] });
    const labels = value.split('.');
    for (const label of labels) {
      if (label === '') return err({ kind: 'empty_label' });
      if (label.length > Domain.MAX_LABEL_OCTETS) {
        return err({ kind: 'label_too_long', maxOctets: Domain.MAX_LABEL_OCTETS });
      }
      if (label.startsWith('-') || label.endsWith('-')) return err({ kind: 'misplaced_hyphen' });
    }
    if (labels.length < Domain.MIN_LABELS) return err({ kind: 'too_few_labels', minLabels: Domain.MIN_LABELS });
    return ok(new Domain(value));
  }
}
