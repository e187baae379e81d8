import { AddressRules } from '../../domain/addresses/address-rules.js';
import type { EmailAddress } from '../../domain/addresses/email-address.js';
import type { Handle } from '../../domain/addresses/handle.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { BanCheck, Banned } from '../bans/ban-check.js';
import type { QuotaCheck, QuotaReached } from '../owners/quota-check.js';
import type { HandleStore } from '../ports/handle-store.js';
import type { Origin } from '../ports/origin.js';

export interface TakeHandleCommand {
  readonly handle: Handle;
  /** Where its mail goes, on every domain. */
  readonly owner: EmailAddress;
  readonly origin?: Origin;
}

export type TakeHandleError = Banned | QuotaReached | { readonly kind: 'handle_taken'; readonly handle: Handle };

/**
 * Takes a handle on every domain. Role names (`postmaster`, `abuse` …) and the local parts of the system's own addresses are the
 * operator's alone.
 */
export class TakeHandle {
  constructor(
    private readonly handles: HandleStore,
    /** Absent: nobody is banned. */
    private readonly bans?: BanCheck,
    private readonly rules = AddressRules.DEFAULT,
    /** Absent: nobody has a quota. */
    private readonly quotas?: QuotaCheck,
  ) {}

  async execute({ handle, owner, origin }: TakeHandleCommand): Promise<Result<Handle, TakeHandleError>> {
    const banned = await this.bans?.find({ handle, owner, ip: origin?.ip });
    if (banned) return err(banned);
    const isReserved = this.rules.isReserved(handle) || this.rules.isSystemHandle(handle);
    if (isReserved) return err({ kind: 'handle_taken', handle });
    const quota = await this.quotas?.find('handles', owner);
    switch (await this.handles.take(handle, owner, origin, quota)) {
      case 'taken_now':
        return ok(handle);
      case 'held':
        return err({ kind: 'handle_taken', handle });
      case 'quota_reached':
        return err({ kind: 'quota_reached', what: 'handles', quota });
    }
  }
}
