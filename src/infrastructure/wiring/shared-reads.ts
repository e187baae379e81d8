import { OwnerTurns } from '../../adapters/caches/owner-turns.js';
import { SharedAliasStats } from '../../adapters/caches/shared-alias-stats.js';
import { SharedListActivity } from '../../adapters/caches/shared-list-activity.js';
import { SharedListAliases } from '../../adapters/caches/shared-list-aliases.js';
import { SharedServedDomains } from '../../adapters/caches/shared-served-domains.js';
import { ListActivity } from '../../application/activity/list-activity.js';
import { ListAliases } from '../../application/aliases/list-aliases.js';
import { ListServedDomains } from '../../application/domains/list-served-domains.js';
import { ShowAliasStats } from '../../application/aliases/show-alias-stats.js';
import type { UseCases } from './container.js';

/** What callers read, shared among those who ask at the same time; an owner's expensive reads take turns. */
export function sharedReads(useCases: UseCases) {
  const turns = new OwnerTurns();
  return {
    listAliases: new SharedListAliases(useCases.get(ListAliases), turns),
    showAliasStats: new SharedAliasStats(useCases.get(ShowAliasStats), turns),
    listActivity: new SharedListActivity(useCases.get(ListActivity), turns),
    listServedDomains: new SharedServedDomains(useCases.get(ListServedDomains)),
  };
}
