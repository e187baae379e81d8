import { ContainerModule } from 'inversify';
import { OwnerTurns } from '../../../adapters/caches/owner-turns.js';
import { SharedAliasStats } from '../../../adapters/caches/shared-alias-stats.js';
import { SharedListActivity } from '../../../adapters/caches/shared-list-activity.js';
import { SharedListAliases } from '../../../adapters/caches/shared-list-aliases.js';
import { SharedServedDomains } from '../../../adapters/caches/shared-served-domains.js';
import { ListActivity } from '../../../application/activity/list-activity.js';
import { ListAliases } from '../../../application/aliases/list-aliases.js';
import { ShowAliasStats } from '../../../application/aliases/show-alias-stats.js';
import { ListServedDomains } from '../../../application/domains/list-served-domains.js';
import { made } from '../made.js';
import { ELAPSED_MS, SHARED_ACTIVITY, SHARED_DOMAINS, SHARED_LIST, SHARED_STATS } from '../tokens.js';

/**
 * Reads, shared among the callers who ask at the same time; an owner's expensive reads take turns.
 */
export const sharedReadsModule = new ContainerModule(({ bind }) => {
  bind(OwnerTurns).toResolvedValue(made(OwnerTurns));
  bind(SHARED_LIST).toResolvedValue(made(SharedListAliases), [ListAliases, OwnerTurns]);
  bind(SHARED_STATS).toResolvedValue(made(SharedAliasStats), [ShowAliasStats, OwnerTurns, ELAPSED_MS]);
  bind(SHARED_ACTIVITY).toResolvedValue(made(SharedListActivity), [ListActivity, OwnerTurns]);
  bind(SHARED_DOMAINS).toResolvedValue(made(SharedServedDomains), [ListServedDomains, ELAPSED_MS]);
});
