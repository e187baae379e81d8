import type { EmailAddress } from '../../domain/email-address.js';
import type { NewKey } from './key-registry.js';
import type { NewMail } from './outbox.js';
/** SHA-256 (FIPS 180-4) of a confirmation token's text, as 64 lowercase hexadecimal characters. */
export type TokenHash = string;
/** Somebody asks for a key, and is to show that the address's mail reaches them. */
export interface CredentialRequest {
    readonly owner: EmailAddress;
    /** How long the key is to work, in whole days from its confirmation. */
    readonly days: number;
    readonly expiresAt: Date;
}
export interface NewCredentialRequest extends CredentialRequest {
    readonly tokenHash: TokenHash;
    readonly createdAt: Date;
}
/** For keeping requests for keys until they are confirmed or expire. */
export interface CredentialRequests {
    /**
     * Keeps the request and queues its mail, both or neither; durable before it resolves. `cooling_down`: the owner's latest request
     * was made after `coolDownSince`, so nothing was kept. However many ask at once for one owner, one request is kept.
     *
     * @throws StoreUnavailable
     */
    add(request: NewCredentialRequest, mail: NewMail, coolDownSince: Date): Promise<'added' | 'cooling_down'>;
    /** `undefined` where there is none, or it was confirmed or has expired. Changes nothing. */
    find(tokenHash: TokenHash, now: Date): Promise<CredentialRequest | undefined>;
    /**
     * Uses the request up and keeps the key, both or neither. However many confirm one at once, one of them makes its key; to the
     * others, and where `find` would find none, it is `gone`.
     *
     * @throws StoreUnavailable
     */
    confirm(tokenHash: TokenHash, key: NewKey, now: Date): Promise<'confirmed' | 'gone'>;
    /** Removes the requests that have expired. */
    discardExpired(now: Date): Promise<void>;
}
