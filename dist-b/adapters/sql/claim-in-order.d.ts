import { type ClaimOutcome } from '../../application/ports/alias-store.js';
import type { Claim } from './claim.js';
/**
 * Makes many claims look as if they had come one after another: an address that is claimed twice goes to the first, and the database
 * is asked for each address once.
 *
 * @param claim - the outcome of each of these, whose addresses are all different.
 */
export declare function claimInOrder(claims: readonly Claim[], claim: (distinct: readonly Claim[]) => Promise<ReadonlyMap<string, ClaimOutcome>>): Promise<readonly ClaimOutcome[]>;
/** So that all who lock many rows lock them in one order, and none waits for another in a ring. */
export declare function byAddress(claims: readonly Claim[]): Claim[];
