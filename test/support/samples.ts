import { Alias } from '../../src/domain/alias.js';
import { Domain } from '../../src/domain/addresses/domain.js';
import { EmailAddress } from '../../src/domain/addresses/email-address.js';
import { Handle } from '../../src/domain/addresses/handle.js';
import { unwrap } from '../../src/domain/result.js';

export const handle = (text: string): Handle => unwrap(Handle.parse(text));
export const domain = (text: string): Domain => unwrap(Domain.parse(text));
export const email = (text: string): EmailAddress => unwrap(EmailAddress.parse(text));
export const alias = (address: string, goto: string, active = true): Alias =>
  unwrap(Alias.of(email(address), email(goto), active));

/** 64 octets, a domain of 189 and the at sign: 254, the most that an address may have. */
export const LONGEST_HANDLE = 'h'.repeat(64);
export const LONGEST_DOMAIN_FOR_IT = `${'d'.repeat(63)}.${'d'.repeat(63)}.${'d'.repeat(53)}.example`;

/** As long as a domain and an address may be where this is the longest of each: of labels that are none too long. */
export function longestDomain(longest: { readonly address: number; readonly domain: number }): string {
  return domainOf(Math.min(longest.domain, LONGEST_DOMAIN_FOR_IT.length, longest.address - 2));
}

export function longestAddress(octets: number): string {
  const local = Math.min(64, octets - 9);
  return `${'g'.repeat(local)}@${domainOf(octets - local - 1)}`;
}

function domainOf(octets: number): string {
  const labels = 'd'.repeat(Math.max(octets - '.example'.length, 1));
  return `${labels.replace(/.{61}(?=..)/g, '$&.').slice(0, octets - '.example'.length)}.example`;
}
