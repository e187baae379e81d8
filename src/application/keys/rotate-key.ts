import { EmailAddress } from '../../domain/addresses/email-address.js';
import { err, type Result } from '../../domain/result.js';
import type { IssuedKey, IssueKey, IssueKeyError } from './issue-key.js';
import type { KeyRegistry } from '../ports/key-registry.js';
import type { RevokeKey } from './revoke-key.js';

export interface RotateKeyCommand {
  readonly id: number;
  /** How long the new key works, in whole days: 1 to 9999. */
  readonly days: number;
  /** Whether the owner may have a mailbox on a domain of this server, which may have come since the old key did. */
  readonly localOwner?: boolean | undefined;
}

export type RotateKeyError =
  | IssueKeyError
  | { readonly kind: 'key_unknown' | 'unusable_owner'; readonly id: number }
  /** A key that was ended is not to come back in another form. */
  | { readonly kind: 'key_revoked'; readonly id: number };

/** Makes a new key for a key's owner, then ends the old one: whatever happens between, the owner has one that works. */
export class RotateKey {
  constructor(
    private readonly keys: KeyRegistry,
    private readonly issueKey: IssueKey,
    private readonly revokeKey: RevokeKey,
  ) {}

  async execute({ id, ...command }: RotateKeyCommand): Promise<Result<IssuedKey, RotateKeyError>> {
    const old = await this.keys.findById(id);
    if (!old) return err({ kind: 'key_unknown', id });
    if (old.status === 'revoked') return err({ kind: 'key_revoked', id });
    const owner = EmailAddress.parse(old.owner);
    if (!owner.ok) return err({ kind: 'unusable_owner', id });
    const issued = await this.issueKey.execute({ owner: owner.value, ...command });
    if (issued.ok) await this.revokeKey.execute({ id });
    return issued;
  }
}
