import type { ClaimOutcome } from '../../../application/ports/alias-store.js';
import type { Origin } from '../../../application/ports/origin.js';
import type { Alias } from '../../../domain/alias.js';

/** One caller's wish for an address. */
export interface Claim {
  readonly alias: Alias;
  /** Absent: the activity log is not told of it. */
  readonly origin?: Origin | undefined;
  /** How many active aliases the owner may have; absent: any number. */
  readonly quota?: number | undefined;
}

/** How claims are made in one transaction. */
export interface ClaimsOptions {
  /** Whether to find the outcomes and leave nothing behind. */
  readonly isTried?: boolean;
  /** How often it may lose against another transaction; often, by default. */
  readonly maxContended?: number | undefined;
  /** Whether what a try of these very claims made, whose outcome was not known at first, is told as claimed, and not as taken. */
  readonly knowsItsOwn?: boolean;
}

/** For claiming as a schema does. */
export interface ClaimTransactions {
  /** Claims of different addresses in one transaction, with the outcome of each by its address; or throws, and none is claimed. */
  claim(claims: readonly Claim[], options?: ClaimsOptions): Promise<ReadonlyMap<string, ClaimOutcome>>;
}
