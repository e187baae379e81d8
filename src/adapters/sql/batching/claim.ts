import type { AliasClaim as Claim, ClaimOutcome } from '../../../application/ports/alias-store.js';

export type { AliasClaim as Claim } from '../../../application/ports/alias-store.js';

/** How claims are made in one transaction. */
export interface ClaimOptions {
  /** Whether to find the outcomes and leave nothing behind. */
  readonly dryRun?: boolean;
  /** How often it may lose against another transaction; often, by default. */
  readonly maxContended?: number | undefined;
  /**
   * Whether rows that an earlier attempt of these very claims inserted, whose outcome was not known at
   * first, make the outcome `claimed`, and not `taken`.
   */
  readonly recognizesOwnRows?: boolean;
}

/** For claiming as a schema does. */
export interface ClaimExecutor {
  /**
   * Claims different addresses in one transaction. Returns the outcome of each by its address; or
   * throws, and none is claimed.
   */
  claim(claims: readonly Claim[], options?: ClaimOptions): Promise<ReadonlyMap<string, ClaimOutcome>>;
}
