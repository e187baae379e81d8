import { ContainerModule } from 'inversify';
import { ListActivity } from '../../../application/activity/list-activity.js';
import { made } from '../made.js';
import { ACTIVITY } from '../tokens.js';

export const activityUseCases = new ContainerModule(({ bind }) => {
  bind(ListActivity).toResolvedValue(made(ListActivity), [ACTIVITY]);
});
