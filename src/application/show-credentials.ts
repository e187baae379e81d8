import type { ConfirmationToken } from '../domain/confirmation-token.js';
import { err, ok, type Result } from '../domain/result.js';
import type { ConfirmCredentialsError } from './confirm-credentials.js';
import type { Clock } from './ports/clock.js';
import type { ConfirmationSecrets } from './ports/confirmation-secrets.js';
import type { CredentialRequest, CredentialRequests } from './ports/credential-requests.js';

/** What a token would confirm. Changes nothing: mail scanners open links. */
export class ShowCredentials {
  constructor(
    private readonly requests: CredentialRequests,
    private readonly secrets: ConfirmationSecrets,
    private readonly clock: Clock,
  ) {}

  async execute(token: ConfirmationToken): Promise<Result<CredentialRequest, ConfirmCredentialsError>> {
    const request = await this.requests.find(this.secrets.hash(token), this.clock.now());
    return request ? ok(request) : err({ kind: 'invalid_or_expired' });
  }
}
