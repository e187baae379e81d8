import type { Domain } from '../../domain/addresses/domain.js';
import type { EmailAddress } from '../../domain/addresses/email-address.js';
import type { DomainLookup } from '../ports/domain-registry.js';

/** The owner's mail would come to this server, and so to the aliases made here. A disabled domain may be enabled again. */
export interface OwnerServedHere {
  readonly kind: 'domain_served_here';
  readonly domain: Domain;
}

/** `undefined` if the owner's mail goes elsewhere. */
export async function findOwnerServed(
  domains: Pick<DomainLookup, 'find'> | undefined,
  owner: EmailAddress,
): Promise<OwnerServedHere | undefined> {
  return (await domains?.find(owner.domain)) && { kind: 'domain_served_here', domain: owner.domain };
}
