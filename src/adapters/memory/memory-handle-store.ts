import type { HandleStore, ReleaseHandleOutcome, TakeHandleOutcome } from '../../application/ports/handle-store.js';
import type { Origin } from '../../application/ports/origin.js';
import type { EmailAddress } from '../../domain/addresses/email-address.js';
import type { Handle } from '../../domain/addresses/handle.js';
import type { RecipientDelimiter } from '../../domain/addresses/recipient-delimiter.js';
import type { MemoryActivityLog } from './memory-activity-log.js';

interface Row {
  readonly handle: Handle;
  readonly owner: EmailAddress;
  readonly active: boolean;
}

/** Keeps handles in this process's memory, beside the aliases that they must not meet. */
export class MemoryHandleStore implements HandleStore {
  private readonly rows = new Map<string, Row>();

  constructor(
    private readonly delimiter: RecipientDelimiter,
    private readonly isOthersAlias: (handle: Handle, owner: EmailAddress) => boolean,
    private readonly activity: MemoryActivityLog,
  ) {}

  has(handle: Handle): boolean {
    return this.rows.has(handle.value);
  }

  owners(): readonly string[] {
    return [...this.rows.values()].map(({ owner }) => owner.value);
  }

  /** Whether another owner has what this handle extends, or what extends it. */
  isOthersFamily(handle: Handle, owner: EmailAddress): boolean {
    const base = this.delimiter.baseOf(handle);
    return [...this.rows.values()].some(
      (row) =>
        row.owner.value !== owner.value &&
        (row.handle.value === base?.value || this.delimiter.baseOf(row.handle)?.value === handle.value),
    );
  }

  take(handle: Handle, owner: EmailAddress, origin?: Origin, quota = Infinity): Promise<TakeHandleOutcome> {
    const base = this.delimiter.baseOf(handle);
    if (base && this.rows.get(base.value)?.owner.value !== owner.value) return Promise.resolve('held');
    if (this.has(handle) || this.isOthersFamily(handle, owner) || this.isOthersAlias(handle, owner))
      return Promise.resolve('held');
    const mine = [...this.rows.values()].filter((row) => row.active && row.owner.value === owner.value);
    if (mine.length >= quota) return Promise.resolve('quota_reached');
    this.rows.set(handle.value, { handle, owner, active: true });
    this.activity.add('handle_create', owner, handle.value, origin);
    return Promise.resolve('taken_now');
  }

  release(handle: Handle, owner: EmailAddress, origin?: Origin): Promise<ReleaseHandleOutcome> {
    const row = this.rows.get(handle.value);
    if (!row) return Promise.resolve('not_found');
    if (row.owner.value !== owner.value) return Promise.resolve('not_owned');
    if (!row.active) return Promise.resolve('inactive');
    this.rows.set(handle.value, { ...row, active: false });
    this.activity.add('handle_delete', owner, handle.value, origin);
    return Promise.resolve('released');
  }
}
