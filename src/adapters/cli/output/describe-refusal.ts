import type { OwnerIsAlias } from '../../../application/owners/owner-alias.js';
import type { OwnerServedHere } from '../../../application/owners/owner-domain.js';
import type { CreateAliasError } from '../../../application/aliases/create-alias.js';

type Refusal = Extract<
  CreateAliasError,
  { kind: 'domain_served_here' | 'owner_is_an_alias' | 'domain_not_served' | 'address_taken' | 'alias_limit_reached' }
>;

/** What makes an operator insist on an owner with a mailbox here. */
export const LOCAL_OWNER_FLAG = '--local-owner';

export function describeServedOwner({ domain }: OwnerServedHere): string {
  return (
    `${domain.value} is a domain of this server, so mail to its addresses goes by the aliases that are made here; ` +
    `if the mail server has the owner's mailbox, say ${LOCAL_OWNER_FLAG}`
  );
}

export function describeOwnerAlias({ owner }: OwnerIsAlias): string {
  return `${owner.value} is an alias here, so it is no mailbox of an owner's; its mail goes on to the owner of the alias`;
}

/** Why an address was not given out, for an operator. */
export function describeRefusal(error: Refusal): string {
  switch (error.kind) {
    case 'domain_served_here':
      return describeServedOwner(error);
    case 'owner_is_an_alias':
      return describeOwnerAlias(error);
    case 'domain_not_served':
      return `${error.domain.value} is not served: postern domain add ${error.domain.value}`;
    case 'address_taken':
      return `${error.address.value} is taken`;
    case 'alias_limit_reached':
      return `${error.domain.value} may have ${error.limit} aliases and has them`;
  }
}
