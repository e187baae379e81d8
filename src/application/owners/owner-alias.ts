import type { EmailAddress } from '../../domain/addresses/email-address.js';
import type { OwnerLookup } from '../ports/owner-lookup.js';

/** The address is an alias of another owner's here: mail to it goes on to them, and it is no mailbox. */
export interface OwnerIsAlias {
  readonly kind: 'owner_is_an_alias';
  readonly owner: EmailAddress;
}

/** `undefined` if the owner's address may be a mailbox. */
export async function findOwnerAlias(
  owners: Pick<OwnerLookup, 'findAliases'> | undefined,
  owner: EmailAddress,
): Promise<OwnerIsAlias | undefined> {
  const aliases = await owners?.findAliases([owner]);
  return aliases?.has(owner.value) ? { kind: 'owner_is_an_alias', owner } : undefined;
}
