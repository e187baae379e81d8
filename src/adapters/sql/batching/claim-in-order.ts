import { type ClaimOutcome, MAX_CLAIMS } from '../../../application/ports/alias-store.js';
import type { Claim, ClaimOptions, ClaimExecutor } from './claim.js';

/**
 * Makes many claims look as if they had come one after another: an address that is claimed twice goes to the first, and the database
 * is asked for each address once.
 */
export async function claimInOrder(
  executor: ClaimExecutor,
  claims: readonly Claim[],
  options?: ClaimOptions,
): Promise<readonly ClaimOutcome[]> {
  if (claims.length > MAX_CLAIMS) throw new RangeError(`at most ${MAX_CLAIMS} claims at once`);
  const firsts = new Map<string, Claim>();
  for (const one of claims) if (!firsts.has(one.alias.address.value)) firsts.set(one.alias.address.value, one);
  const outcomes = await executor.claim([...firsts.values()], options);
  return claims.map((one) => {
    const first = firsts.get(one.alias.address.value);
    const outcome = outcomes.get(one.alias.address.value);
    if (!first || !outcome) throw new Error('a claim has no outcome');
    const isLate = one !== first && outcome.kind === 'claimed';
    return isLate ? { kind: 'taken', by: { kind: 'alias', alias: first.alias } } : outcome;
  });
}

/** So that all who lock many rows lock them in one order, and none waits for another in a ring. */
export function byAddress(claims: readonly Claim[]): Claim[] {
  return [...claims].sort((a, b) => (a.alias.address.value < b.alias.address.value ? -1 : 1));
}
