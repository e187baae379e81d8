import type { KeyHash, KeyLookup, KeyRecord } from '../../application/ports/key-registry.js';
import { ShortLivedCache } from './short-lived-cache.js';

/** Keys, known for a moment; hashes that are no key's too. */
export class CachedKeyLookup implements KeyLookup {
  private readonly records: ShortLivedCache<KeyRecord | undefined>;
  /** A record that is kept does not learn that its key was used, so that is noted once as long as it is kept. */
  private readonly touches: ShortLivedCache<void>;

  constructor(
    private readonly keys: KeyLookup,
    elapsedMs: () => number,
  ) {
    this.records = new ShortLivedCache(elapsedMs);
    this.touches = new ShortLivedCache(elapsedMs);
  }

  find(hash: KeyHash): Promise<KeyRecord | undefined> {
    return this.records.get(hash, () => this.keys.find(hash));
  }

  touch(id: number, at: Date): Promise<void> {
    return this.touches.get(String(id), () => this.keys.touch(id, at));
  }
}
