import { type ClaimOutcome, MAX_CLAIMS } from '../../application/ports/alias-store.js';
import type { Alias } from '../../domain/alias.js';

/**
 * Makes many claims look as if they had come one after another: an address that is claimed twice goes to the first, and the database
 * is asked for each address once.
 *
 * @param claim - the outcome of each of these addresses, which are all different.
 */
export async function claimInOrder(
  aliases: readonly Alias[],
  claim: (distinct: readonly Alias[]) => Promise<ReadonlyMap<string, ClaimOutcome>>,
): Promise<readonly ClaimOutcome[]> {
  if (aliases.length > MAX_CLAIMS) throw new RangeError(`at most ${MAX_CLAIMS} claims at once`);
  const firsts = new Map<string, Alias>();
  for (const alias of aliases) if (!firsts.has(alias.address.value)) firsts.set(alias.address.value, alias);
  const outcomes = await claim([...firsts.values()]);
  return aliases.map((alias) => {
    const first = firsts.get(alias.address.value);
    const outcome = outcomes.get(alias.address.value);
    if (!first || !outcome) throw new Error('a claim has no outcome');
    const isLate = alias !== first && outcome.kind === 'claimed';
    return isLate ? { kind: 'taken', by: { kind: 'alias', alias: first } } : outcome;
  });
}

/** So that all who lock many rows lock them in one order, and none waits for another in a ring. */
export function byAddress(aliases: readonly Alias[]): Alias[] {
  return [...aliases].sort((a, b) => (a.address.value < b.address.value ? -1 : 1));
}
