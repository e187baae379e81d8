import { canonicalAscii } from '../ascii.js';
import { err, ok, type Result } from '../result.js';

export const MAX_HOST_OCTETS = 253;
export const MAX_LABEL_OCTETS = 63;

export type HostNameError =
  | { readonly kind: 'empty' }
  | { readonly kind: 'not_ascii' }
  | { readonly kind: 'too_long'; readonly maxOctets: number }
  | { readonly kind: 'empty_label' }
  | { readonly kind: 'label_too_long'; readonly maxOctets: number }
  | { readonly kind: 'forbidden_character'; readonly character: string }
  | { readonly kind: 'misplaced_hyphen' };

const FORBIDDEN_CHARACTER = /[^a-z0-9.-]/;

/**
 * The canonical form of a host name: trimmed, in lower case, then checked.
 *
 * Form: 1 to 253 octets (RFC 1035 2.3.4 less the root), of labels of 1 to 63 letters, digits or inner hyphens (RFC 1123 2.1).
 */
export function canonicalHostName(text: string): Result<string, HostNameError> {
  const value = canonicalAscii(text);
  if (value === undefined) return err({ kind: 'not_ascii' });
  if (value === '') return err({ kind: 'empty' });
  if (value.length > MAX_HOST_OCTETS) return err({ kind: 'too_long', maxOctets: MAX_HOST_OCTETS });
  const forbidden = FORBIDDEN_CHARACTER.exec(value);
  if (forbidden) return err({ kind: 'forbidden_character', character: forbidden[0] });
  for (const label of value.split('.')) {
    if (label === '') return err({ kind: 'empty_label' });
    if (label.length > MAX_LABEL_OCTETS) return err({ kind: 'label_too_long', maxOctets: MAX_LABEL_OCTETS });
    if (label.startsWith('-') || label.endsWith('-')) return err({ kind: 'misplaced_hyphen' });
  }
  return ok(value);
}
