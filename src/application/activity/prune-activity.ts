import { addDays } from '../../domain/add-days.js';
import type { ActivityLog, PruneStep } from '../ports/activity-log.js';
import type { Clock } from '../ports/clock.js';

/** Removes some of what owners did too long ago. A whole pass is a step after another, until one has no `nextId`. */
export class PruneActivity {
  /** So few that the step holds the database's writer for some milliseconds. */
  static readonly ROWS_A_STEP = 200;

  constructor(
    private readonly activity: Pick<ActivityLog, 'prune'>,
    private readonly clock: Clock,
    /** Whole days that a record is kept, 1 or more. */
    private readonly days: number,
  ) {}

  /** @param afterId - `nextId` of the step before; absent for the first of a pass. */
  execute(afterId?: number): Promise<PruneStep> {
    const before = addDays(this.clock.now(), -this.days);
    return this.activity.prune({ before, afterId, limit: PruneActivity.ROWS_A_STEP });
  }
}
