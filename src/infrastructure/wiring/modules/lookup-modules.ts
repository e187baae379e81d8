import { ContainerModule } from 'inversify';
import { CachedBanLookup } from '../../../adapters/caches/cached-ban-lookup.js';
import { CachedDomainLookup } from '../../../adapters/caches/cached-domain-lookup.js';
import { CachedKeyLookup } from '../../../adapters/caches/cached-key-lookup.js';
import { CachedQuotaLookup } from '../../../adapters/caches/cached-quota-lookup.js';
import {
  BAN_LOOKUP,
  BANS,
  DOMAIN_LOOKUP,
  DOMAINS,
  ELAPSED_MS,
  KEY_LOOKUP,
  KEYS,
  OWN_QUOTAS,
  QUOTA_LOOKUP,
} from '../tokens.js';
import { made } from '../made.js';

/** For the command line: a command sees the storage as it is. */
export const directLookups = new ContainerModule(({ bind }) => {
  bind(KEY_LOOKUP).toService(KEYS);
  bind(DOMAIN_LOOKUP).toService(DOMAINS);
  bind(BAN_LOOKUP).toService(BANS);
  bind(QUOTA_LOOKUP).toService(OWN_QUOTAS);
});

/** For the service: the storage is asked once a second, and not once a request. */
export const cachedLookups = new ContainerModule(({ bind }) => {
  bind(KEY_LOOKUP).toResolvedValue(made(CachedKeyLookup), [KEYS, ELAPSED_MS]);
  bind(DOMAIN_LOOKUP).toResolvedValue(made(CachedDomainLookup), [DOMAINS, ELAPSED_MS]);
  bind(BAN_LOOKUP).toResolvedValue(made(CachedBanLookup), [BANS, ELAPSED_MS]);
  bind(QUOTA_LOOKUP).toResolvedValue(made(CachedQuotaLookup), [OWN_QUOTAS, ELAPSED_MS]);
});
