import type { EmailAddress } from '../../domain/addresses/email-address.js';
import type { Handle } from '../../domain/addresses/handle.js';
import type { Origin } from './origin.js';

export type TakeHandleOutcome = 'taken_now' | 'held' | 'quota_reached';
export type ReleaseHandleOutcome = 'released' | 'not_found' | 'not_owned' | 'inactive';

/** For giving out handles on all domains at once. */
export interface HandleStore {
  /**
   * Takes the handle for the owner: mail to it goes to the owner on every served domain. `held` where somebody has the handle already,
   * active or not, or another owner's alias has it as its local part on any domain, or their mailbox on a served one; of its base, and
   * of aliases and handles that extend it, the same is true. A handle that extends another is for who has that one. Atomic against
   * claims. Durable before it resolves. `quota_reached`: the handle is free, but its owner has `quota` active ones.
   *
   * @throws StoreUnavailable
   */
  take(handle: Handle, owner: EmailAddress, origin?: Origin, quota?: number): Promise<TakeHandleOutcome>;

  /**
   * Lets the owner's handle forward nothing more. It stays reserved, so that it never passes to another owner.
   *
   * @throws StoreUnavailable
   */
  release(handle: Handle, owner: EmailAddress, origin?: Origin): Promise<ReleaseHandleOutcome>;
}
