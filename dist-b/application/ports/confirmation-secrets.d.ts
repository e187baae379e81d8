import type { ConfirmationToken } from '../../domain/confirmation-token.js';
import type { TokenHash } from './credential-requests.js';
/** For making confirmation tokens nobody can guess, and for what is stored in their place. */
export interface ConfirmationSecrets {
    /** 256 bits from a cryptographic source. */
    generate(): ConfirmationToken;
    hash(token: ConfirmationToken): TokenHash;
}
