import type { KeyHash, KeyRecord, KeyRegistry, NewKey } from '../../application/ports/key-registry.js';
import type { EmailAddress } from '../../domain/email-address.js';
/** Keeps keys, by their hash, in this process's memory. */
export declare class MemoryKeyRegistry implements KeyRegistry {
    /** In order of issue: ids count from 1. */
    private readonly rows;
    private readonly idByHash;
    find(hash: KeyHash): Promise<KeyRecord | undefined>;
    add({ hash, owner, createdAt, expiresAt }: NewKey): Promise<KeyRecord>;
    findById(id: number): Promise<KeyRecord | undefined>;
    list({ owner }: {
        readonly owner?: EmailAddress | undefined;
    }): Promise<readonly KeyRecord[]>;
    revoke(id: number): Promise<KeyRecord | undefined>;
    touch(id: number, at: Date): Promise<void>;
    private copyOf;
}
