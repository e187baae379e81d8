import { addDays } from '../../domain/add-days.js';
import type { ApiKey } from '../../domain/api-key.js';
import type { ConfirmationToken } from '../../domain/confirmation-token.js';
import type { EmailAddress } from '../../domain/addresses/email-address.js';
import { err, ok, type Result } from '../../domain/result.js';
import { findOwnerServed } from '../owners/owner-domain.js';
import type { QuotaCheck, QuotaReached } from '../owners/quota-check.js';
import type { Clock } from '../ports/clock.js';
import type { ConfirmationSecrets } from '../ports/confirmation-secrets.js';
import type { CredentialRequests } from '../ports/credential-requests.js';
import type { DomainLookup } from '../ports/domain-registry.js';
import type { KeySecrets } from '../ports/key-secrets.js';

export interface ConfirmedCredentials {
  readonly owner: EmailAddress;
  /** Shown to its owner this once; only its hash is kept. */
  readonly key: ApiKey;
  readonly days: number;
}

/**
 * Unknown, used and expired tokens look alike, and so does one whose owner's domain came to be served since: to know the token is not
 * to know of the domain, which may be hidden. With a quota that is reached, the token stays good.
 */
export type ConfirmCredentialsError = { readonly kind: 'invalid_or_expired' } | QuotaReached;

/** Makes the key that was asked for, once, however many confirm the same token. */
export class ConfirmCredentials {
  constructor(
    private readonly requests: CredentialRequests,
    private readonly tokens: ConfirmationSecrets,
    private readonly keys: KeySecrets,
    private readonly clock: Clock,
    /** Absent: no owner is known to have a mailbox here. */
    private readonly domains?: Pick<DomainLookup, 'find'>,
    /** Absent: nobody has a quota. */
    private readonly quotas?: QuotaCheck,
  ) {}

  async execute(token: ConfirmationToken): Promise<Result<ConfirmedCredentials, ConfirmCredentialsError>> {
    const now = this.clock.now();
    const tokenHash = this.tokens.hash(token);
    const request = await this.requests.find(tokenHash, now);
    if (!request) return err({ kind: 'invalid_or_expired' });
    const { owner, days } = request;
    if (await findOwnerServed(this.domains, owner)) return err({ kind: 'invalid_or_expired' });
    const quota = await this.quotas?.find('keys', owner);
    const key = this.keys.generate();
    const expiresAt = addDays(now, days);
    const outcome = await this.requests.confirm(
      tokenHash,
      { hash: this.keys.hash(key), owner, createdAt: now, expiresAt },
      now,
      quota,
    );
    if (outcome === 'quota_reached') return err({ kind: 'quota_reached', what: 'keys', quota });
    return outcome === 'confirmed' ? ok({ owner, key, days }) : err({ kind: 'invalid_or_expired' });
  }
}
