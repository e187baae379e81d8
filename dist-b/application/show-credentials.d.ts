import type { ConfirmationToken } from '../domain/confirmation-token.js';
import { type Result } from '../domain/result.js';
import type { ConfirmCredentialsError } from './confirm-credentials.js';
import type { Clock } from './ports/clock.js';
import type { ConfirmationSecrets } from './ports/confirmation-secrets.js';
import type { CredentialRequest, CredentialRequests } from './ports/credential-requests.js';
/** What a token would confirm. Changes nothing: mail scanners open links. */
export declare class ShowCredentials {
    private readonly requests;
    private readonly secrets;
    private readonly clock;
    constructor(requests: CredentialRequests, secrets: ConfirmationSecrets, clock: Clock);
    execute(token: ConfirmationToken): Promise<Result<CredentialRequest, ConfirmCredentialsError>>;
}
