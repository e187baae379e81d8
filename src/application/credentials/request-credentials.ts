import type { EmailAddress } from '../../domain/addresses/email-address.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { BanCheck, Banned } from '../bans/ban-check.js';
import { type ConfirmationLink, confirmationMail } from './confirmation-mail.js';
import { type DaysOutOfRange, IssueKey } from '../keys/issue-key.js';
import type { OwnerServedHere } from '../owners/owner-domain.js';
import type { Clock } from '../ports/clock.js';
import type { ConfirmationSecrets } from '../ports/confirmation-secrets.js';
import type { CredentialRequests } from '../ports/credential-requests.js';
import type { DomainLookup } from '../ports/domain-registry.js';
import type { OutboxBell } from '../ports/outbox.js';

export interface RequestCredentialsCommand {
  readonly owner: EmailAddress;
  /** How long the key is to work, in whole days: 1 to 9999. */
  readonly days: number;
  /** The caller's address, in text. */
  readonly ip?: string;
}

/** `domain_served_here`: mail to the owner would come back to the aliases that the owner makes. */
export type RequestCredentialsError =
  | DaysOutOfRange
  | Banned
  | OwnerServedHere
  /** Too many mails wait to be sent. */
  | { readonly kind: 'mail_queue_full' };

export interface RequestedCredentials {
  readonly ttlMinutes: number;
  /** Whether a mail counts as queued for this request: for counting, and not for the caller to see. */
  readonly isMailed: boolean;
}

const MINUTE_MS = 60_000;

/**
 * Queues a mail that brings its reader to a key. What its caller may see of a success says nothing of the owner: it is the same
 * whether they have keys, or asked a moment ago, when no second mail is sent, or have a mailbox on a hidden domain of this server,
 * when none is.
 */
export class RequestCredentials {
  /** How long a mailed token works. */
  static readonly TTL_MINUTES = 15;
  /** An address gets one mail in this time, whoever asks. */
  static readonly COOL_DOWN_MS = 60_000;
  /** Mails that wait at most, unless it is opened with another number. */
  static readonly MAX_QUEUED_MAILS = 1_000;

  constructor(
    private readonly domains: DomainLookup,
    private readonly requests: CredentialRequests,
    private readonly secrets: ConfirmationSecrets,
    private readonly clock: Clock,
    private readonly linkTo: ConfirmationLink,
    private readonly bell: OutboxBell,
    /** Absent: nobody is banned. */
    private readonly bans?: BanCheck,
    private readonly maxQueued = RequestCredentials.MAX_QUEUED_MAILS,
  ) {}

  async execute({
    owner,
    days,
    ip,
  }: RequestCredentialsCommand): Promise<Result<RequestedCredentials, RequestCredentialsError>> {
    if (!Number.isInteger(days) || days < IssueKey.MIN_DAYS || days > IssueKey.MAX_DAYS)
      return err({ kind: 'days_out_of_range', min: IssueKey.MIN_DAYS, max: IssueKey.MAX_DAYS });
    const banned = await this.bans?.find({ owner, ip });
    if (banned) return err(banned);
    const ttlMinutes = RequestCredentials.TTL_MINUTES;
    const here = await this.domains.find(owner.domain);
    if (here?.visible) return err({ kind: 'domain_served_here', domain: owner.domain });

    const token = this.secrets.generate();
    const createdAt = this.clock.now();
    const expiresAt = new Date(createdAt.getTime() + ttlMinutes * MINUTE_MS);
    const request = { tokenHash: this.secrets.hash(token), owner, days, createdAt, expiresAt };
    const coolDownSince = new Date(createdAt.getTime() - RequestCredentials.COOL_DOWN_MS);
    // The public list does not show a hidden domain, and nothing of this may either: answer, limits, nor the time that it takes.
    const mail = here ? undefined : confirmationMail(request, this.linkTo(token), ttlMinutes);
    const outcome = await this.requests.add(request, mail, coolDownSince, this.maxQueued);
    if (outcome === 'queue_full') return err({ kind: 'mail_queue_full' });
    const isMailed = outcome === 'added';
    if (isMailed && mail) this.bell.ring();
    return ok({ ttlMinutes, isMailed });
  }
}
