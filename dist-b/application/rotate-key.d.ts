import { type Result } from '../domain/result.js';
import type { IssuedKey, IssueKey, IssueKeyError } from './issue-key.js';
import type { KeyRegistry } from './ports/key-registry.js';
import type { RevokeKey } from './revoke-key.js';
export interface RotateKeyCommand {
    readonly id: number;
    /** How long the new key works, in whole days: 1 to 9999. */
    readonly days: number;
}
export type RotateKeyError = IssueKeyError | {
    readonly kind: 'key_unknown' | 'unusable_owner';
    readonly id: number;
}
/** A key that was ended is not to come back in another form. */
 | {
    readonly kind: 'key_revoked';
    readonly id: number;
};
/** Makes a new key for a key's owner, then ends the old one: whatever happens between, the owner has one that works. */
export declare class RotateKey {
    private readonly keys;
    private readonly issueKey;
    private readonly revokeKey;
    constructor(keys: KeyRegistry, issueKey: IssueKey, revokeKey: RevokeKey);
    execute({ id, days }: RotateKeyCommand): Promise<Result<IssuedKey, RotateKeyError>>;
}
