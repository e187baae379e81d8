import type { Logger } from 'pino';
import type { PruneActivity } from '../../application/activity/prune-activity.js';
import type { BackgroundWorker } from '../process/background-worker.js';
import { settledWithin } from '../process/settled-within.js';

interface PrunerPauses {
  /** Between two steps of a pass, so that other work comes first. */
  readonly stepMs: number;
  /** Between two passes. */
  readonly passMs: number;
}

const PAUSES: PrunerPauses = { stepMs: 100, passMs: 3_600_000 };

/** Removes old activity, a few rows at a time, from its start on and then every hour. */
export class ActivityPruner implements BackgroundWorker {
  private running: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private wake: (() => void) | undefined;
  private stopping = false;

  constructor(
    private readonly pruneActivity: Pick<PruneActivity, 'execute'>,
    private readonly logger: Logger,
    private readonly pauses = PAUSES,
  ) {}

  /** Never throws: a failure is logged, and the next pass begins anew. */
  start(): void {
    this.running ??= this.run();
  }

  /** Resolves once the step that runs is over, or after the time limit: a step that is cut off is repeated another time. */
  async stop(timeoutMs: number): Promise<void> {
    this.stopping = true;
    clearTimeout(this.timer);
    this.wake?.();
    await settledWithin(timeoutMs, this.running);
  }

  private async run(): Promise<void> {
    while (this.mayGoOn()) {
      await this.pass();
      await this.pause(this.pauses.passMs);
    }
  }

  private async pass(): Promise<void> {
    let removed = 0;
    try {
      let afterId: number | undefined;
      do {
        if (afterId !== undefined) await this.pause(this.pauses.stepMs);
        if (!this.mayGoOn()) break;
        const step = await this.pruneActivity.execute(afterId);
        removed += step.removed;
        afterId = step.nextId;
      } while (afterId !== undefined);
    } catch (error) {
      this.logger.warn({ err: error }, 'old activity could not be removed; it is tried again later');
    }
    if (removed > 0) this.logger.info({ removed }, 'old activity removed');
  }

  /** Asked anew each time, as stop may come in between. */
  private mayGoOn(): boolean {
    return !this.stopping;
  }

  private async pause(ms: number): Promise<void> {
    if (this.stopping) return;
    await new Promise<void>((resolve) => {
      this.wake = resolve;
      this.timer = setTimeout(resolve, ms);
    });
  }
}
