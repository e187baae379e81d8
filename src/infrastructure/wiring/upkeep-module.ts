import { ContainerModule } from 'inversify';
import { PruneActivity } from '../../application/activity/prune-activity.js';
import type { Settings } from '../settings/config.js';
import { ActivityPruner } from '../upkeep/activity-pruner.js';
import { ACTIVITY, BACKGROUND_WORKER, CLOCK, LOGGER } from './tokens.js';

/** Work on the storage beside the requests. Of several workers, the primary does it. */
export function upkeepModule({ activityDays }: Settings): ContainerModule {
  return new ContainerModule(({ bind }) => {
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
