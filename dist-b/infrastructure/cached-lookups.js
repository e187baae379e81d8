import { CachedBanLookup } from '../adapters/caches/cached-ban-lookup.js';
import { CachedDomainLookup } from '../adapters/caches/cached-domain-lookup.js';
import { CachedKeyLookup } from '../adapters/caches/cached-key-lookup.js';
/** What each request looks up, asked of the backend once a second and not once a request. */
export function cachedLookups({ keys, domains, bans }) {
    return {
        keys: new CachedKeyLookup(keys),
        domains: new CachedDomainLookup(domains),
        bans: new CachedBanLookup(bans),
    };
}
