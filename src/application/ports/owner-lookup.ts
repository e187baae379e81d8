import type { Domain } from '../../domain/addresses/domain.js';

/** For finding whose mail a domain would take. */
export interface OwnerLookup {
  /**
   * The addresses on the domain that an alias, a handle or a key belongs to, or that an alias forwards to: in lower case, in order,
   * each once, and `max` at most. Those that are mailboxes of the mail server itself are left out. It may look at every row.
   */
  findOn(domain: Domain, max: number): Promise<readonly string[]>;
}
