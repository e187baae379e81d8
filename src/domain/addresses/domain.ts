import { err, ok, type Result } from '../result.js';
import { canonicalHostName, type HostNameError, MAX_HOST_OCTETS, MAX_LABEL_OCTETS } from './host-name.js';

export type DomainError =
  HostNameError | { readonly kind: 'too_few_labels'; readonly minLabels: number } | { readonly kind: 'numeric_domain' };

const NUMERIC = /^[\d.]*$/;

/**
 * The name of a mail domain, in lower case and in A-labels.
 *
 * Form: 1 to 253 octets (RFC 1035 2.3.4 less the root), two labels or more, each of 1 to 63 letters, digits or inner hyphens
 * (RFC 1123 2.1), and not all of digits: Postfix refuses that in any recipient as a malformed IP address. A Unicode domain is turned into A-labels before it comes here (UTS 46, see the DomainEncoding port):
 * Postfix looks names up as A-labels, and the tables that do so stay out of the core.
 */
export class Domain {
  static readonly MAX_OCTETS = MAX_HOST_OCTETS;
  static readonly MAX_LABEL_OCTETS = MAX_LABEL_OCTETS;
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
    const name = canonicalHostName(text);
    if (!name.ok) return name;
    if (!name.value.includes('.')) return err({ kind: 'too_few_labels', minLabels: Domain.MIN_LABELS });
    return ok(new Domain(name.value));
  }
}
