import type { ConfirmationToken } from '../../domain/confirmation-token.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { ConfirmCredentialsError } from './confirm-credentials.js';
import { findOwnerServed } from '../owners/owner-domain.js';
import type { Clock } from '../ports/clock.js';
import type { ConfirmationSecrets } from '../ports/confirmation-secrets.js';
import type { CredentialRequest, CredentialRequests } from '../ports/credential-requests.js';
import type { DomainLookup } from '../ports/domain-registry.js';

/** What a token would confirm. Changes nothing: mail scanners open links. */
export class ShowCredentials {
  constructor(
    private readonly requests: CredentialRequests,
    private readonly secrets: ConfirmationSecrets,
    private readonly clock: Clock,
    /** As of ConfirmCredentials. */
    private readonly domains?: Pick<DomainLookup, 'find'>,
  ) {}

  async execute(token: ConfirmationToken): Promise<Result<CredentialRequest, ConfirmCredentialsError>> {
    const request = await this.requests.find(this.secrets.hash(token), this.clock.now());
    if (!request || (await findOwnerServed(this.domains, request.owner))) return err({ kind: 'invalid_or_expired' });
    return ok(request);
  }
}
