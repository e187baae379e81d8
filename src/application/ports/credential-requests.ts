import type { EmailAddress } from '../../domain/addresses/email-address.js';
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
   * Keeps the request and queues its mail, both or neither; durable before it resolves. Nothing is kept if it is
   *
   * - `cooling_down`: the latest request for the owner's mailbox, in any of its spellings (`mailboxOf`), was made after
   *   `coolDownSince`. Of any number of simultaneous requests for one mailbox, one is kept;
   * - `queue_full`: `maxQueued` mails wait already. A server may pass this bound by as many as it adds at one time.
   *
   * Without a mail only the request is kept, by the same rules: for an owner who must get none, and whose asker must not see that.
   *
   * @throws StoreUnavailable
   */
  add(
    request: NewCredentialRequest,
    mail: NewMail | undefined,
    coolDownSince: Date,
    maxQueued?: number,
  ): Promise<'added' | 'cooling_down' | 'queue_full'>;

  /** `undefined` where there is none, or it was confirmed or has expired. Changes nothing. */
  find(tokenHash: TokenHash, now: Date): Promise<CredentialRequest | undefined>;

  /**
   * Uses the request up and keeps the key, both or neither. However many confirm one at once, one of them makes its key; to the
   * others, and where `find` would find none, it is `gone`. `quota_reached`: the owner has `quota` keys that work, and the request
   * stays as it is.
   *
   * @throws StoreUnavailable
   */
  confirm(
    tokenHash: TokenHash,
    key: NewKey,
    now: Date,
    quota?: number,
  ): Promise<'confirmed' | 'gone' | 'quota_reached'>;

  /** Removes the requests that have expired. */
  discardExpired(now: Date): Promise<void>;
}
