import type { EmailAddress } from './email-address.js';
import type { Handle } from './handle.js';
import { RecipientDelimiter } from './recipient-delimiter.js';
import { isReservedHandle } from './reserved-handles.js';

export interface AddressRulesOptions {
  /** `+` if absent. */
  readonly delimiter?: RecipientDelimiter | undefined;
  /** Addresses that the service itself sends from or to. */
  readonly systemAddresses?: readonly EmailAddress[] | undefined;
}

/** Which names no owner can have, whoever asks first. A name and what extends it (`admin`, `admin+tls`) are one. */
export class AddressRules {
  static readonly DEFAULT = new AddressRules();

  readonly delimiter: RecipientDelimiter;
  /** As they were given. */
  readonly ownAddresses: readonly EmailAddress[];
  private readonly systemAddresses: ReadonlySet<string>;
  private readonly systemHandles: ReadonlySet<string>;

  constructor({ delimiter = RecipientDelimiter.PLUS, systemAddresses = [] }: AddressRulesOptions = {}) {
    this.delimiter = delimiter;
    this.ownAddresses = systemAddresses;
    this.systemAddresses = new Set(
      systemAddresses.map(({ handle, domain }) => `${this.nameOf(handle)}@${domain.value}`),
    );
    this.systemHandles = new Set(systemAddresses.map(({ handle }) => this.nameOf(handle)));
  }

  /** Whether it is a role name, such as `postmaster`. */
  isReserved(handle: Handle): boolean {
    return isReservedHandle(handle) || isReservedHandle(this.delimiter.baseOf(handle) ?? handle);
  }

  /** Whether the service itself uses the address. */
  isSystemAddress({ handle, domain }: Pick<EmailAddress, 'handle' | 'domain'>): boolean {
    return this.systemAddresses.has(`${this.nameOf(handle)}@${domain.value}`);
  }

  /** Whether the service itself uses an address with this local part, which a handle on every domain would take. */
  isSystemHandle(handle: Handle): boolean {
    return this.systemHandles.has(this.nameOf(handle));
  }

  private nameOf(handle: Handle): string {
    return (this.delimiter.baseOf(handle) ?? handle).value;
  }
}
