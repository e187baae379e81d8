import type { Alias } from '../../domain/alias.js';
import type { Holder } from '../../domain/conflict-policy.js';
import type { EmailAddress } from '../../domain/email-address.js';

export type ClaimOutcome =
  | { readonly kind: 'claimed' }
  | { readonly kind: 'taken'; readonly by: Holder }
  /** The address is free, but the mail server's operator lets its domain have so many aliases and no more. */
  | { readonly kind: 'limit_reached'; readonly limit: number };
export type ReviveOutcome = 'revived' | 'not_held';

/** For giving out addresses. However many callers race for one, exactly one of them claims it. */
export interface AliasStore {
  /**
   * Takes the address for its goto, or says what holds it. Atomic, against aliases (inactive ones too), against handles taken on
   * all domains, against the mail server's mailboxes and against the domain's limit. Durable before it resolves.
   *
   * @throws StoreUnavailable
   */
  claim(alias: Alias): Promise<ClaimOutcome>;

  /**
   * Makes the goto's own alias active again. `not_held`: no alias of that goto has the address.
   *
   * @throws StoreUnavailable
   */
  revive(alias: Alias): Promise<ReviveOutcome>;
}

/**
 * A row as it stands. Rows may be written by others, so `address` and `goto` are text of any form, and a time that cannot be read
 * is an invalid Date.
 */
export interface AliasRecord {
  /** `undefined` for a row of the mail server's own, in tables that do not number theirs. */
  readonly id: number | undefined;
  readonly address: string;
  readonly goto: string;
  readonly active: boolean;
  readonly createdAt: Date;
  readonly modifiedAt: Date;
}

export interface AliasQuery {
  readonly owner?: EmailAddress | undefined;
  readonly limit: number;
  readonly offset: number;
}

/** For reading aliases, newest first. */
export interface AliasList {
  list(query: AliasQuery): Promise<readonly AliasRecord[]>;
}
