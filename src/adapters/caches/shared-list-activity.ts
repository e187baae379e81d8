import type { ListActivity } from '../../application/activity/list-activity.js';
import { EXPENSIVE_OFFSET } from './shared-list-aliases.js';
import type { OwnerTurns } from './owner-turns.js';

/** Pages that lie deep are read one at a time for each owner. */
export class SharedListActivity implements Pick<ListActivity, 'execute'> {
  constructor(
    private readonly listActivity: Pick<ListActivity, 'execute'>,
    private readonly turns: OwnerTurns,
  ) {}

  execute(command: Parameters<ListActivity['execute']>[0]): ReturnType<ListActivity['execute']> {
    const read = () => this.listActivity.execute(command);
    return (command.offset ?? 0) < EXPENSIVE_OFFSET ? read() : this.turns.run(command.owner.value, read);
  }
}
