import type { Domain } from '../../domain/addresses/domain.js';
import type { EmailAddress } from '../../domain/addresses/email-address.js';

/** A mail as it is queued. */
export interface NewMail {
  readonly to: EmailAddress;
  /** ASCII, 200 characters at most. */
  readonly subject: string;
  /** Plain text. It may hold a secret, which stays in the queue until the mail is sent or given up, and no longer. */
  readonly text: string;
  /** After this it is worth nothing, and is not sent any more. */
  readonly expiresAt: Date;
}

/** A mail that is one worker's to send, until its lease ends. */
export interface LeasedMail extends NewMail {
  readonly id: number;
  /** How often it was leased, this time included: it tells this lease from later ones. */
  readonly attempt: number;
}

/** For sending mail later than it was asked for, but surely. A mail is queued by the transaction that is about it. */
export interface Outbox {
  /**
   * The mail that is due longest and has not expired, for this caller alone until `leaseUntil`. If it is neither removed nor
   * postponed by then (its worker was killed), it is due again. Mails to the domains in `except` are passed over.
   */
  lease(now: Date, leaseUntil: Date, except?: readonly Domain[]): Promise<LeasedMail | undefined>;

  /** Removes a mail that was sent or given up, and the secret in it. Nothing, where the lease has passed to another. */
  remove(mail: LeasedMail): Promise<void>;

  /** Makes it due at a later time. Nothing, where the lease has passed to another. */
  postpone(mail: LeasedMail, until: Date): Promise<void>;

  /** How many mails wait, those on their way included; counted to 10,000 at most. */
  size(): Promise<number>;

  /** Removes the mails that have expired. */
  discardExpired(now: Date): Promise<void>;
}

/** For being told that a mail was queued, so that it does not wait for the next look. */
export interface OutboxBell {
  ring(): void;
}
