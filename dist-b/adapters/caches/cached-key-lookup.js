import { ShortLivedCache } from './short-lived-cache.js';
/** Keys, known for a moment; hashes that are no key's too. */
export class CachedKeyLookup {
    keys;
    records;
    /** A record that is kept does not learn that its key was used, so that is noted once as long as it is kept. */
    touches;
    constructor(keys, limits) {
        this.keys = keys;
        this.records = new ShortLivedCache(limits);
        this.touches = new ShortLivedCache(limits);
    }
    find(hash) {
        return this.records.get(hash, () => this.keys.find(hash));
    }
    touch(id, at) {
        return this.touches.get(String(id), () => this.keys.touch(id, at));
    }
}
