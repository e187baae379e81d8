import { ContainerModule } from 'inversify';
import { ExpireAliases } from '../../../application/aliases/expire-aliases.js';
import { PruneActivity } from '../../../application/activity/prune-activity.js';
import type { Settings } from '../../settings/config.js';
import { AliasExpirer } from '../../upkeep/alias-expirer.js';
import { ActivityPruner } from '../../upkeep/activity-pruner.js';
import { ACTIVITY, ALIASES, BACKGROUND_WORKER, CLOCK, LOGGER } from '../tokens.js';

/** Work on the storage beside the requests. Of several workers, the primary does it. */
export function upkeepModule({ activityDays }: Settings): ContainerModule {
  return new ContainerModule(({ bind }) => {
    bind(ExpireAliases).toResolvedValue((aliases, clock) => new ExpireAliases(aliases, clock), [ALIASES, CLOCK]);
    bind(BACKGROUND_WORKER).toResolvedValue(
      (expireAliases, logger) => new AliasExpirer(expireAliases, logger),
      [ExpireAliases, LOGGER],
    );
    // Activity is kept for ever.
    if (activityDays === 0) return;
    bind(PruneActivity).toResolvedValue(
      (activity, clock) => new PruneActivity(activity, clock, activityDays),
      [ACTIVITY, CLOCK],
    );
    bind(BACKGROUND_WORKER).toResolvedValue(
      (pruneActivity, logger) => new ActivityPruner(pruneActivity, logger),
      [PruneActivity, LOGGER],
    );
  });
}
