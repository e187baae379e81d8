import type { KeyHash, KeyLookup, KeyRecord } from '../../application/ports/key-registry.js';
import { ShortLivedCache } from './short-lived-cache.js';

/** Keys, known for a moment; hashes that are no key's too. */
export class CachedKeyLookup implements KeyLookup {
  private readonly records: ShortLivedCache<KeyRecord | undefined>;

  constructor(
    private readonly keys: KeyLookup,
    elapsedMs: () => number,
  ) {
    this.records = new ShortLivedCache(elapsedMs);
  }

  find(hash: KeyHash): Promise<KeyRecord | undefined> {
    return this.records.get(hash, () => this.keys.find(hash));
  }
}
