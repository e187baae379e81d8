import type { Domain } from '../../domain/addresses/domain.js';
import type { EmailAddress } from '../../domain/addresses/email-address.js';

/** For finding owners by where their mail goes. */
export interface OwnerLookup {
  /**
   * The addresses on the domain that an alias, a handle or a key belongs to, or that an alias forwards to: in lower case, in order,
   * each once, and `max` at most. Those that are mailboxes of the mail server itself are left out. It may look at every row.
   */
  findOn(domain: Domain, max: number): Promise<readonly string[]>;

  /**
   * Those of the addresses (MAX_CLAIMS at most) that are aliases, active or not, whose mail goes to others alone. An address that is
   * also its own goto is a mailbox, as are those of the mail server itself.
   *
   * @throws StoreUnavailable
   */
  findAliases(addresses: readonly EmailAddress[]): Promise<ReadonlySet<string>>;
}
