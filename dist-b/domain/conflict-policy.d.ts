import type { Alias } from './alias.js';
import type { EmailAddress } from './email-address.js';
/** How a create is answered where the address is held already; the operator's choice. */
export declare const CONFLICT_POLICIES: readonly ["reject", "idempotent", "revive"];
export type ConflictPolicy = (typeof CONFLICT_POLICIES)[number];
/**
 * What holds an address: an alias with an owner, or anything that is nobody's to repeat: a handle taken on all domains,
 * a mailbox, a row that somebody wrote by hand.
 */
export type Holder = {
    readonly kind: 'alias';
    readonly alias: Alias;
} | {
    readonly kind: 'other';
};
export type ConflictDecision = 'taken' | 'already_held' | 'revive';
/** An address once given out never passes to another owner, whatever the policy. */
export declare function decideConflict(policy: ConflictPolicy, asker: EmailAddress, holder: Holder): ConflictDecision;
