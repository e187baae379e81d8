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
