import type { Domain } from '../../domain/addresses/domain.js';
import type { Clock } from '../ports/clock.js';
import type { CredentialRequests } from '../ports/credential-requests.js';
import type { Mailer } from '../ports/mailer.js';
import type { LeasedMail, Outbox } from '../ports/outbox.js';

export type Delivery =
  | { readonly kind: 'nothing_due' }
  | { readonly kind: 'sent' | 'refused'; readonly mail: LeasedMail }
  /** It is tried again after the pause. */
  | { readonly kind: 'failed'; readonly mail: LeasedMail; readonly error: unknown; readonly pauseMs: number }
  | { readonly kind: 'given_up'; readonly mail: LeasedMail; readonly error: unknown };

/**
 * Sends one mail that is due. A crash loses none: a mail leaves the queue after the mail server has it, so that the worst that can
 * happen is that it comes twice.
 */
export class DeliverMail {
  /** How long a mail is one worker's: longer than sending one may take. */
  static readonly LEASE_MS = 60_000;
  static readonly MAX_ATTEMPTS = 12;
  static readonly FIRST_PAUSE_MS = 2_000;
  static readonly LONGEST_PAUSE_MS = 120_000;

  constructor(
    private readonly outbox: Outbox,
    private readonly requests: CredentialRequests,
    private readonly mailer: Mailer,
    private readonly clock: Clock,
  ) {}

  async execute(): Promise<Delivery> {
    const mail = await this.lease();
    if (mail) return this.send(mail);
    await this.discardExpired();
    return { kind: 'nothing_due' };
  }

  /** The mail that is due longest, to be sent by this caller; none to the domains in `except`. */
  lease(except: readonly Domain[] = []): Promise<LeasedMail | undefined> {
    const now = this.clock.now();
    return this.outbox.lease(now, new Date(now.getTime() + DeliverMail.LEASE_MS), except);
  }

  async discardExpired(): Promise<void> {
    const now = this.clock.now();
    await this.outbox.discardExpired(now);
    await this.requests.discardExpired(now);
  }

  async send(mail: LeasedMail): Promise<Exclude<Delivery, { readonly kind: 'nothing_due' }>> {
    // A failure is an outcome of this use case: the mail stays, and is to be sent later.
    let kind: 'sent' | 'refused';
    try {
      kind = await this.mailer.send(mail);
    } catch (error) {
      return this.failed(mail, error);
    }
    await this.outbox.remove(mail);
    return { kind, mail };
  }

  private async failed(mail: LeasedMail, error: unknown) {
    const now = this.clock.now();
    const pauseMs = Math.min(DeliverMail.FIRST_PAUSE_MS * 2 ** (mail.attempt - 1), DeliverMail.LONGEST_PAUSE_MS);
    const until = new Date(now.getTime() + pauseMs);
    if (mail.attempt >= DeliverMail.MAX_ATTEMPTS || until >= mail.expiresAt) {
      await this.outbox.remove(mail);
      return { kind: 'given_up', mail, error } as const;
    }
    await this.outbox.postpone(mail, until);
    return { kind: 'failed', mail, error, pauseMs } as const;
  }
}
