import type { ApiKey } from '../domain/api-key.js';
import type { ConfirmationToken } from '../domain/confirmation-token.js';
import type { EmailAddress } from '../domain/email-address.js';
import { type Result } from '../domain/result.js';
import type { Clock } from './ports/clock.js';
import type { ConfirmationSecrets } from './ports/confirmation-secrets.js';
import type { CredentialRequests } from './ports/credential-requests.js';
import type { KeySecrets } from './ports/key-secrets.js';
export interface ConfirmedCredentials {
    readonly owner: EmailAddress;
    /** Shown to its owner this once; only its hash is kept. */
    readonly key: ApiKey;
    readonly days: number;
}
/** Unknown, used and expired tokens look alike. */
export interface ConfirmCredentialsError {
    readonly kind: 'invalid_or_expired';
}
/** Makes the key that was asked for, once, however many confirm the same token. */
export declare class ConfirmCredentials {
    private readonly requests;
    private readonly tokens;
    private readonly keys;
    private readonly clock;
    constructor(requests: CredentialRequests, tokens: ConfirmationSecrets, keys: KeySecrets, clock: Clock);
    execute(token: ConfirmationToken): Promise<Result<ConfirmedCredentials, ConfirmCredentialsError>>;
}
