import type { ApiKey } from '../domain/api-key.js';
import { EmailAddress } from '../domain/email-address.js';
import { type Result } from '../domain/result.js';
import type { Clock } from './ports/clock.js';
import type { KeyLookup } from './ports/key-registry.js';
import type { KeySecrets } from './ports/key-secrets.js';
/** Who a good key speaks for. */
export interface Caller {
    readonly keyId: number;
    readonly owner: EmailAddress;
}
/** Told apart here for the operator; to a caller they must look alike. */
export type AuthenticateKeyError = {
    readonly kind: 'unknown_key';
} | {
    readonly kind: 'revoked_key';
    readonly keyId: number;
} | {
    readonly kind: 'expired_key';
    readonly keyId: number;
} | {
    readonly kind: 'unusable_owner';
    readonly keyId: number;
};
export declare class AuthenticateKey {
    private readonly keys;
    private readonly secrets;
    private readonly clock;
    /** A look-up that remembers gives out the same record again. */
    private readonly owners;
    constructor(keys: KeyLookup, secrets: KeySecrets, clock: Clock);
    execute(key: ApiKey): Promise<Result<Caller, AuthenticateKeyError>>;
    private ownerOf;
}
