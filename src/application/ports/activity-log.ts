import type { EmailAddress } from '../../domain/addresses/email-address.js';

/** The operations that are logged. */
export const ACTIVITY_TYPES = ['alias_create', 'alias_delete', 'handle_create', 'handle_delete'] as const;

export type ActivityType = (typeof ACTIVITY_TYPES)[number];

/** A change that an owner made. Rows may be written by others, so all text is of any form. */
export interface ActivityRecord {
  readonly id: number;
  readonly type: ActivityType;
  readonly occurredAt: Date;
  /** The address, or the handle, that it was about; `undefined` where the row does not say. */
  readonly subject: string | undefined;
}

export interface ActivityQuery {
  readonly owner: EmailAddress;
  readonly limit: number;
  readonly offset: number;
  /** Only what came before this record. */
  readonly beforeId?: number | undefined;
}

export interface ActivityPruning {
  /** Records of an earlier time are removed. */
  readonly before: Date;
  /** Only records after this one are looked at; `nextId` of the step before. */
  readonly afterId?: number | undefined;
  /** How many records are looked at, oldest first. */
  readonly limit: number;
}

export interface PruneStep {
  readonly removed: number;
  /** The last record that was looked at, if later ones may be old enough too. */
  readonly nextId: number | undefined;
}

/** For reading what owners did, newest first. Stores write it, each in the transaction of the change itself. */
export interface ActivityLog {
  list(query: ActivityQuery): Promise<readonly ActivityRecord[]>;
  /**
   * Removes old records in one short step; what other software wrote into the same table is passed over. Ids grow with time, so that the step that meets a record which is not old is the last.
   * Several callers at once do no harm.
   *
   * @throws StoreUnavailable
   */
  prune(pruning: ActivityPruning): Promise<PruneStep>;
}
