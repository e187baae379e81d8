import type { AliasMetadata } from '../../domain/alias-metadata.js';
import type { Alias } from '../../domain/alias.js';
import type { Holder } from '../../domain/conflict-policy.js';
import type { Domain } from '../../domain/addresses/domain.js';
import type { EmailAddress } from '../../domain/addresses/email-address.js';
import type { HandlePrefix } from '../../domain/addresses/handle-prefix.js';
import type { Origin } from './origin.js';

export type ClaimOutcome =
  | { readonly kind: 'claimed' }
  | { readonly kind: 'taken'; readonly by: Holder }
  /** The address is free, but the mail server's operator lets its domain have so many aliases and no more. */
  | { readonly kind: 'limit_reached'; readonly limit: number }
  /** The address is free, but its owner has as many active aliases as they may have. */
  | { readonly kind: 'quota_reached'; readonly quota: number }
  /** The mail server's tables hold no address, or no goto, of so many octets. */
  | { readonly kind: 'too_long'; readonly part: 'address' | 'goto'; readonly maxOctets: number };

/** A caller's wish for an address. */
export interface AliasClaim {
  readonly alias: Alias;
  /** Kept in the transaction of the claim; absent: there is none. */
  readonly metadata?: AliasMetadata | undefined;
  /** Absent: it is not logged as an owner's activity. */
  readonly origin?: Origin | undefined;
  /** How many active aliases the owner may have; absent: any number. */
  readonly quota?: number | undefined;
}

/** How many addresses are claimed in one transaction at most. */
export const MAX_CLAIMS = 1_000;

export interface ClaimManyOptions {
  /** Whether to find the outcomes and leave nothing behind. */
  readonly dryRun?: boolean;
}

export type ReviveOutcome = 'revived' | 'not_held' | 'quota_reached';
export type DeactivateOutcome = 'deactivated' | 'not_found' | 'not_owned' | 'inactive';

/**
 * For giving out addresses. However many callers race for one, exactly one of them claims it.
 *
 * A change that comes with its origin is logged in the ActivityLog, in the same transaction: both are there or neither is.
 */
export interface AliasStore {
  /**
   * Takes the address for its goto, or says what holds it. Atomic, against aliases (inactive ones too), against handles taken on
   * all domains, against the mail server's mailboxes and against the domain's limit. Durable before it resolves.
   *
   * Held is also what mail is for somebody else's already: the mailbox of any key's owner, or where any alias forwards to; an
   * address whose base before the recipient delimiter is another owner's (`box+bank`, if `box` is); and one that addresses or
   * handles of another owner extend.
   *
   * With a `quota`, its owner does not get more active aliases than that, however many claims, with a quota too, come at once.
   *
   * @throws StoreUnavailable
   */
  claim(claim: AliasClaim): Promise<ClaimOutcome>;

  /**
   * Claims MAX_CLAIMS addresses at most in one transaction, each with the outcome that it would have if they were claimed one after
   * another, in their order. Who claims singly meanwhile is kept out as a single claim keeps them out. Not told in the ActivityLog.
   *
   * Safe to repeat: where the connection broke while it was committed, it is made once more, and what the first try had made is
   * then told as taken, by itself.
   *
   * @throws StoreUnavailable where none of them was claimed, or where that is not known.
   */
  claimMany(aliases: readonly Alias[], options?: ClaimManyOptions): Promise<readonly ClaimOutcome[]>;

  /**
   * Makes the goto's own alias active again. `not_held`: no alias of that goto has the address. `quota_reached`: it is inactive, and
   * its owner has `quota` active ones. Metadata takes the place of what there was. Without it, what there was stays, but for an expiry
   * that is past.
   *
   * @throws StoreUnavailable
   */
  revive(claim: AliasClaim): Promise<ReviveOutcome>;

  /**
   * Lets the owner's alias forward nothing more. The row stays, so that the address never passes to another owner.
   *
   * @throws StoreUnavailable
   */
  deactivate(address: EmailAddress, owner: EmailAddress, origin?: Origin): Promise<DeactivateOutcome>;

  /**
   * Lets an alias of any owner forward or not. The ActivityLog does not contain it, because no owner did it.
   *
   * @throws StoreUnavailable
   */
  setActive(address: EmailAddress, active: boolean): Promise<'set' | 'not_found'>;

  /**
   * Lets aliases whose expiry is past forward nothing more, those that expired first. Each is done once, however many callers there
   * are. Returns how many it found, of `limit` at most: as many, and there may be more. Not logged as activity.
   *
   * @throws StoreUnavailable
   */
  deactivateExpired(at: Date, limit: number): Promise<number>;
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

/** What was kept of an alias, as it stands. */
export interface MetadataRecord {
  readonly note: string | undefined;
  readonly site: string | undefined;
  readonly expiresAt: Date | undefined;
  readonly pinned: boolean;
}

/** Which aliases are meant; every condition narrows. */
export interface AliasFilter {
  readonly owner?: EmailAddress | undefined;
  readonly active?: boolean | undefined;
  readonly domain?: Domain | undefined;
  /** What the handle begins with. */
  readonly prefix?: HandlePrefix | undefined;
  /** Only among so many of the owner's newest; for an owner's own. */
  readonly among?: number | undefined;
}

export interface AliasQuery extends AliasFilter {
  readonly limit: number;
  readonly offset: number;
  /** Only what comes after the record of this id in the list, which is then where `among` begins; for an owner's own list. */
  readonly beforeId?: number | undefined;
}

export interface AliasScan {
  readonly owner?: EmailAddress | undefined;
  readonly domain?: Domain | undefined;
  readonly limit: number;
  /** Only what comes behind this address, as a record had it. */
  readonly after?: string | undefined;
}

export interface AliasStats {
  readonly total: number;
  readonly active: number;
  readonly createdSince: number;
  readonly modifiedSince: number;
  /** By name. */
  readonly byDomain: readonly { readonly domain: string; readonly total: number; readonly active: number }[];
}

export interface AliasStatsQuery {
  readonly owner: EmailAddress;
  readonly createdSince: Date;
  readonly modifiedSince: Date;
  /** Only so many of the newest are counted. */
  readonly max: number;
}

/** For reading aliases. */
export interface AliasList {
  /** Newest first. */
  list(query: AliasQuery): Promise<readonly AliasRecord[]>;
  /** The id of the owner's record at this place in the list, counted from 0; `undefined` where the list ends before it. */
  idAt(place: {
    readonly owner: EmailAddress;
    readonly offset: number;
    readonly beforeId?: number | undefined;
  }): Promise<number | undefined>;
  /** In the order of the addresses, as the tables sort text; a page costs the same however deep it lies. */
  scan(query: AliasScan): Promise<readonly AliasRecord[]>;
  /** How many there are, but `max` where there are more: nobody waits for a count of millions. */
  count(filter: AliasFilter, max: number): Promise<number>;
  stats(query: AliasStatsQuery): Promise<AliasStats>;
  /** By address, of these addresses (as records have them, a page of a list at most); without those of which nothing is kept. */
  metadataOf(addresses: readonly string[]): Promise<ReadonlyMap<string, MetadataRecord>>;
}
