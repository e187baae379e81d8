import type { KeyHash, KeyLookup, KeyRecord } from '../../application/ports/key-registry.js';
import { type CacheLimits } from './short-lived-cache.js';
/** Keys, known for a moment; hashes that are no key's too. */
export declare class CachedKeyLookup implements KeyLookup {
    private readonly keys;
    private readonly records;
    /** A record that is kept does not learn that its key was used, so that is noted once as long as it is kept. */
    private readonly touches;
    constructor(keys: KeyLookup, limits?: CacheLimits);
    find(hash: KeyHash): Promise<KeyRecord | undefined>;
    touch(id: number, at: Date): Promise<void>;
}
