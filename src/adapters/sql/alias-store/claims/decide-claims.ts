import type { ClaimOutcome } from '../../../../application/ports/alias-store.js';
import type { RecipientDelimiter } from '../../../../domain/addresses/recipient-delimiter.js';
import type { Claim } from '../../batching/claim.js';
import type { LockedDomains } from '../../domains/domain-locks.js';
import { EarlierClaims } from './earlier-claims.js';
import { type HeldNames, holderOf, isAddressHeld, isBaseHeld } from './held-names.js';

export interface ClaimFacts {
  readonly held: HeldNames;
  readonly delimiter: RecipientDelimiter;
  readonly domains: LockedDomains;
  /** Claims that are known to meet an obstacle beside what is held. */
  readonly obstructed?: ReadonlySet<Claim> | undefined;
}

/** Domains without alias domains and limits. */
export const PLAIN_DOMAINS: LockedDomains = { twinsOf: () => [], limits: new Map() };

const TAKEN: ClaimOutcome = { kind: 'taken', by: { kind: 'other' } };

/**
 * Decides claims as if they came one after another: each is in the way of its twins, and takes one of
 * the places that are left to its domain. Returns the outcomes by address.
 */
export function decideClaims(claims: readonly Claim[], facts: ClaimFacts): Map<string, ClaimOutcome> {
  const { domains, delimiter, obstructed } = facts;
  const outcomes = new Map<string, ClaimOutcome>();
  const granted = new EarlierClaims(delimiter);
  const left = new Map([...domains.limits].map(([domain, limit]) => [domain, limit.left]));
  for (const claim of claims) {
    const { address } = claim.alias;
    const limit = domains.limits.get(address.domain.value)?.limit;
    const room = left.get(address.domain.value) ?? Infinity;
    const holder = holdingClaim(claim, facts);
    if (holder) outcomes.set(address.value, holder);
    else if (
      domains.twinsOf(address).some((twin) => outcomes.get(twin)?.kind === 'claimed') ||
      obstructed?.has(claim) ||
      granted.areInTheWayOf(claim.alias)
    )
      outcomes.set(address.value, TAKEN);
    else if (limit !== undefined && room === 0) outcomes.set(address.value, { kind: 'limit_reached', limit });
    else {
      outcomes.set(address.value, { kind: 'claimed' });
      granted.add(claim.alias);
      left.set(address.domain.value, room - 1);
    }
  }
  return outcomes;
}

/** The outcome of a claim whose names are held by rows; `undefined` if none of them is. */
export function holdingClaim(
  { alias }: Claim,
  { held, delimiter, domains }: Omit<ClaimFacts, 'obstructed'>,
): ClaimOutcome | undefined {
  const { address } = alias;
  if (held.handles.has(address.handle.value)) return TAKEN;
  const twins = domains.twinsOf(address);
  if (isAddressHeld(address.value, held)) {
    if ([address.value, ...twins].some((one) => held.mailboxes?.has(one))) return TAKEN;
    const { aliases, owners } = held;
    const given = owners && (owners.get(address.value) ?? []);
    return { kind: 'taken', by: holderOf(address, aliases.get(address.value), given) };
  }
  const isHeld = twins.some((twin) => isAddressHeld(twin, held)) || isBaseHeld(alias, held, delimiter, domains.twinsOf);
  return isHeld ? TAKEN : undefined;
}
