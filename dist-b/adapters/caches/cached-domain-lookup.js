import { ShortLivedCache } from './short-lived-cache.js';
/** Lists of more names than make this are asked for each time. */
const MAX_KEY_LENGTH = 1_000;
/** Domains, known for a moment; names that are not there too. */
export class CachedDomainLookup {
    domains;
    records;
    ids;
    constructor(domains, limits) {
        this.domains = domains;
        this.records = new ShortLivedCache(limits);
        this.ids = new ShortLivedCache(limits);
    }
    find(domain) {
        return this.records.get(domain.value, () => this.domains.find(domain));
    }
    idsOf(names) {
        const key = JSON.stringify(names);
        return key.length > MAX_KEY_LENGTH ? this.domains.idsOf(names) : this.ids.get(key, () => this.domains.idsOf(names));
    }
}
