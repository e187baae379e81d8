import { CachedBanLookup } from '../../adapters/caches/cached-ban-lookup.js';
import { CachedDomainLookup } from '../../adapters/caches/cached-domain-lookup.js';
import { CachedKeyLookup } from '../../adapters/caches/cached-key-lookup.js';
import { CachedQuotaLookup } from '../../adapters/caches/cached-quota-lookup.js';
import type { Backend } from '../../application/ports/backend.js';
import type { Lookups } from './container.js';

/** What each request looks up, asked of the backend once a second and not once a request. */
export function cachedLookups({ keys, domains, bans, quotas }: Backend): Lookups {
  return {
    keys: new CachedKeyLookup(keys),
    domains: new CachedDomainLookup(domains),
    bans: new CachedBanLookup(bans),
    quotas: new CachedQuotaLookup(quotas),
  };
}
