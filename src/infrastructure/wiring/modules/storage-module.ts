import { ContainerModule } from 'inversify';
import { ifBound } from '../if-bound.js';
import type { PoolUse } from '../../../adapters/sql/connections/dialect.js';
import type { Backend } from '../../../application/ports/backend.js';
import {
  ACTIVITY,
  ALIASES,
  BANS,
  CLOSE_STORAGE,
  DOMAINS,
  HANDLES,
  KEYS,
  MAIL_STORES,
  METRICS,
  OWN_QUOTAS,
  OWNERS,
  POOL_USE,
  PROBE,
} from '../tokens.js';

/** An open backend, with its connections at this moment if it has a pool. */
export type Storage = Backend & { readonly poolUse?: (() => PoolUse) | undefined };

export function storageModule(storage: Storage): ContainerModule {
  const { handles, mail, poolUse } = storage;
  return new ContainerModule(({ bind }) => {
    bind(ALIASES).toResolvedValue(
      (metrics) => metrics?.counting(storage.aliases) ?? storage.aliases,
      [ifBound(METRICS)],
    );
    bind(DOMAINS).toConstantValue(storage.domains);
    bind(KEYS).toConstantValue(storage.keys);
    bind(BANS).toConstantValue(storage.bans);
    bind(OWN_QUOTAS).toConstantValue(storage.quotas);
    bind(OWNERS).toConstantValue(storage.owners);
    bind(ACTIVITY).toConstantValue(storage.activity);
    bind(PROBE).toConstantValue(storage.probe);
    if (handles) bind(HANDLES).toConstantValue(handles);
    if (mail) bind(MAIL_STORES).toConstantValue(mail);
    if (poolUse) bind(POOL_USE).toConstantValue(poolUse);
    bind(CLOSE_STORAGE).toConstantValue(() => storage.close());
  });
}
