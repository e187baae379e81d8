import type { DomainEncoding } from '../ports/domain-encoding.js';

/**
 * A domain, or an address, with its domain in A-labels: a local part stays as it is (RFC 6531 would
 * let it be Unicode, which no handle may be). A domain without such a form stays too, and its parser
 * says what is wrong with it.
 */
export function inALabels(text: string, toALabels: DomainEncoding): string {
  const at = text.lastIndexOf('@') + 1;
  const domain = text.slice(at);
  return text.slice(0, at) + (toALabels(domain) ?? domain);
}
