import { canonicalAscii } from '../ascii.js';
import { Domain, type DomainError } from './domain.js';
import { Handle, type HandleError } from './handle.js';
import { err, ok, type Result } from '../result.js';

export interface AddressTooLong {
  readonly kind: 'address_too_long';
  readonly maxOctets: number;
}

export type EmailAddressError =
  | { readonly kind: 'not_ascii' }
  | { readonly kind: 'no_at_sign' }
  | { readonly kind: 'inner_white_space' }
  | { readonly kind: 'invalid_handle'; readonly why: HandleError }
  | { readonly kind: 'invalid_domain'; readonly why: DomainError }
  | AddressTooLong;

/**
 * `handle@domain`, in lower case: an address that we give out, or the one that its mail goes to.
 *
 * Form: a Handle, an at sign and a Domain, 254 octets at most (RFC 5321 4.5.3.1.3: a path of 256, less its angle brackets).
 * A goto keeps the same rules as a handle, because Postfix splits look-up results at commas and blanks and looks them up again.
 */
export class EmailAddress {
  static readonly MAX_OCTETS = 254;

  declare private readonly nominal: never;

  readonly value: string;

  private constructor(
    readonly handle: Handle,
    readonly domain: Domain,
  ) {
    this.value = `${handle.value}@${domain.value}`;
    Object.freeze(this);
  }

  static of(handle: Handle, domain: Domain): Result<EmailAddress, AddressTooLong> {
    const octets = handle.value.length + 1 + domain.value.length;
    if (octets > EmailAddress.MAX_OCTETS) return err({ kind: 'address_too_long', maxOctets: EmailAddress.MAX_OCTETS });
    return ok(new EmailAddress(handle, domain));
  }

  static parse(text: string): Result<EmailAddress, EmailAddressError> {
    return EmailAddress.ofParts(
      text,
      (part) => Handle.parse(part),
      (part) => Domain.parse(part),
    );
  }

  /** The same of an address that is there already, to find it, or to give it up; see `Handle.parseExisting`. */
  static parseExisting(text: string): Result<EmailAddress, EmailAddressError> {
    return EmailAddress.ofParts(
      text,
      (part) => Handle.parseExisting(part),
      (part) => Domain.parseExisting(part),
    );
  }

  private static ofParts(
    text: string,
    parseHandle: (text: string) => Result<Handle, HandleError>,
    parseDomain: (text: string) => Result<Domain, DomainError>,
  ): Result<EmailAddress, EmailAddressError> {
    const value = canonicalAscii(text);
    if (value === undefined) return err({ kind: 'not_ascii' });
    // The parts trim themselves, so `a @b.example` would pass for `a@b.example`.
    if (/\s/.test(value)) return err({ kind: 'inner_white_space' });
    const at = value.lastIndexOf('@');
    if (at === -1) return err({ kind: 'no_at_sign' });
    const handle = parseHandle(value.slice(0, at));
    if (!handle.ok) return err({ kind: 'invalid_handle', why: handle.error });
    const domain = parseDomain(value.slice(at + 1));
    if (!domain.ok) return err({ kind: 'invalid_domain', why: domain.error });
    return EmailAddress.of(handle.value, domain.value);
  }
}
