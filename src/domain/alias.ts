import type { EmailAddress } from './addresses/email-address.js';
import { err, ok, type Result } from './result.js';

export interface AliasError {
  readonly kind: 'points_at_itself';
}

/**
 * An address that we give out, and its goto: where the mail goes, which is the mailbox of the alias's owner.
 *
 * An alias never points at itself: Postfix would take such a mail and then bounce it.
 */
export class Alias {
  declare private readonly nominal: never;

  private constructor(
    readonly address: EmailAddress,
    readonly goto: EmailAddress,
    /** An inactive alias forwards nothing, and keeps its address from everybody else for good. */
    readonly active: boolean,
  ) {
    Object.freeze(this);
  }

  static of(address: EmailAddress, goto: EmailAddress, active = true): Result<Alias, AliasError> {
    if (address.value === goto.value) return err({ kind: 'points_at_itself' });
    return ok(new Alias(address, goto, active));
  }
}
