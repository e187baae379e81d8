import type { Domain } from '../../domain/addresses/domain.js';
import type { OwnerLookup } from '../ports/owner-lookup.js';

/** Owners whose own mail the server would take if it served their domain. */
export interface OwnersOnDomain {
  readonly kind: 'owners_on_domain';
  readonly domain: Domain;
  /** The first of them, MAX_NAMED_OWNERS at most. */
  readonly owners: readonly string[];
  /** How many there are, counted to MAX_COUNTED_OWNERS. */
  readonly count: number;
}

const MAX_NAMED_OWNERS = 10;
export const MAX_COUNTED_OWNERS = 1_000;

/** `undefined` if there are none. */
export async function findServedOwners(owners: OwnerLookup, domain: Domain): Promise<OwnersOnDomain | undefined> {
  const found = await owners.findOn(domain, MAX_COUNTED_OWNERS);
  if (found.length === 0) return undefined;
  return { kind: 'owners_on_domain', domain, owners: found.slice(0, MAX_NAMED_OWNERS), count: found.length };
}
