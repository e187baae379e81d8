import type { EmailAddress } from './email-address.js';

/**
 * The mailbox that an address is counted as: without a subaddress (`+…`, RFC 5233) and without dots in the handle, both of which many
 * providers ignore. For counting alone: at some providers two addresses of one such name are two people, who then share a count.
 */
export function mailboxOf({ handle, domain }: EmailAddress): string {
  const base = handle.value.replace(/\+.*$/, '').replaceAll('.', '');
  // A handle that begins with a plus has no base.
  return `${base === '' ? handle.value : base}@${domain.value}`;
}
