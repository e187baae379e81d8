import type { EmailAddress } from '../../domain/addresses/email-address.js';

/** SHA-256 (FIPS 180-4) of a key's text, as 64 lowercase hexadecimal characters. */
export type KeyHash = string;

/**
 * A key as the tables have it, never with its secret. Rows may be written by others, so `owner` is text of any
 * form, and a time that cannot be read is an invalid Date.
 */
export interface KeyRecord {
  readonly id: number;
  readonly owner: string;
  /** What the row says. An `active` key may be past `expiresAt` all the same. */
  readonly status: 'active' | 'revoked' | 'expired';
  readonly createdAt: Date;
  readonly expiresAt: Date;
  /** To the minute, or so; `undefined` where it never was, or the row does not say. */
  readonly lastUsedAt: Date | undefined;
}

export interface NewKey {
  readonly hash: KeyHash;
  readonly owner: EmailAddress;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** For finding who holds a key. */
export interface KeyLookup {
  find(hash: KeyHash): Promise<KeyRecord | undefined>;
}

/** For noting when keys are used: at some later time and as well as it can, as no request waits for it. */
export interface KeyUses {
  /** Never throws. */
  note(id: number, at: Date): void;
}

/** For keeping keys. */
export interface KeyRegistry extends KeyLookup {
  /** Notes that the key was used at this time. */
  touch(id: number, at: Date): Promise<void>;
  add(key: NewKey): Promise<KeyRecord>;
  findById(id: number): Promise<KeyRecord | undefined>;
  /** In order of issue. */
  list(query: { readonly owner?: EmailAddress | undefined }): Promise<readonly KeyRecord[]>;
  /** Takes effect once; a revoked key keeps the time of its first revocation. `undefined` where there is no such key. */
  revoke(id: number, at: Date): Promise<KeyRecord | undefined>;
}
