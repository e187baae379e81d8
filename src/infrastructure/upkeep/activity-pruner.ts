import type { Logger } from 'pino';
import type { PruneActivity } from '../../application/activity/prune-activity.js';
import type { BackgroundWorker } from '../process/background-worker.js';
import { RepeatedWork } from '../process/repeated-work.js';

interface PrunerPauses {
  /** Between two steps of a pass, so that other work comes first. */
  readonly stepMs: number;
  /** Between two passes. */
  readonly passMs: number;
}

const PAUSES: PrunerPauses = { stepMs: 100, passMs: 3_600_000 };

/** Removes old activity, a few rows at a time, from its start on and then every hour. */
export class ActivityPruner implements BackgroundWorker {
  private readonly work = new RepeatedWork();

  constructor(
    private readonly pruneActivity: Pick<PruneActivity, 'execute'>,
    private readonly logger: Logger,
    private readonly pauses = PAUSES,
  ) {}

  /** Never throws: a failure is logged, and the next pass begins anew. */
  start(): void {
    this.work.start(async () => {
      await this.pass();
      return this.pauses.passMs;
    });
  }

  stop(timeoutMs: number): Promise<void> {
    return this.work.stop(timeoutMs);
  }

  private async pass(): Promise<void> {
    let removed = 0;
    try {
      let afterId: number | undefined;
      do {
        if (afterId !== undefined) await this.work.pause(this.pauses.stepMs);
        if (this.work.isStopping) break;
        const step = await this.pruneActivity.execute(afterId);
        removed += step.removed;
        afterId = step.nextId;
      } while (afterId !== undefined);
    } catch (error) {
      this.logger.warn({ err: error }, 'old activity could not be removed; it is tried again later');
    }
    if (removed > 0) this.logger.info({ removed }, 'old activity removed');
  }
}
