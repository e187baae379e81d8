import type { Alias } from './alias.js';
import type { EmailAddress } from './addresses/email-address.js';

/** How a create is answered where the address is held already; the operator's choice. */
export const CONFLICT_POLICIES = ['reject', 'idempotent', 'revive'] as const;
export type ConflictPolicy = (typeof CONFLICT_POLICIES)[number];

/**
 * What holds an address: an alias with an owner, or anything that is nobody's to repeat: a handle taken on all domains,
 * a mailbox, a row that somebody wrote by hand.
 */
export type Holder = { readonly kind: 'alias'; readonly alias: Alias } | { readonly kind: 'other' };

export type ConflictDecision = 'taken' | 'already_held' | 'revive';

/** An address once given out never passes to another owner, whatever the policy. */
export function decideConflict(policy: ConflictPolicy, asker: EmailAddress, holder: Holder): ConflictDecision {
  if (holder.kind === 'other' || holder.alias.goto.value !== asker.value) return 'taken';
  switch (policy) {
    case 'reject':
      return 'taken';
    case 'idempotent':
      return holder.alias.active ? 'already_held' : 'taken';
    case 'revive':
      return holder.alias.active ? 'already_held' : 'revive';
  }
}
