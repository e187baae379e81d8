import type { EmailAddress } from '../../domain/addresses/email-address.js';
import type { Handle } from '../../domain/addresses/handle.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { HandleStore } from '../ports/handle-store.js';
import type { Origin } from '../ports/origin.js';

export interface ReleaseHandleCommand {
  readonly handle: Handle;
  readonly owner: EmailAddress;
  readonly origin?: Origin;
}

export interface ReleaseHandleError {
  readonly kind: 'handle_unknown' | 'handle_not_owned';
  readonly handle: Handle;
}

/** Lets an owner's handle forward nothing more; it stays reserved. Repeating it changes nothing and succeeds. */
export class ReleaseHandle {
  constructor(private readonly handles: HandleStore) {}

  async execute({ handle, owner, origin }: ReleaseHandleCommand): Promise<Result<Handle, ReleaseHandleError>> {
    switch (await this.handles.release(handle, owner, origin)) {
      case 'released':
      case 'inactive':
        return ok(handle);
      case 'not_found':
        return err({ kind: 'handle_unknown', handle });
      case 'not_owned':
        return err({ kind: 'handle_not_owned', handle });
    }
  }
}
