import type { Logger } from 'pino';
import type { ExpireAliases } from '../../application/aliases/expire-aliases.js';
import type { BackgroundWorker } from '../process/background-worker.js';
import { settledWithin } from '../process/settled-within.js';

/** Between two looks, so that an alias is deactivated within 5 seconds of its expiry, also if a look takes a while. */
const LOOK_INTERVAL_MS = 2_000;

/** Deactivates aliases that expire, from its start on. */
export class AliasExpirer implements BackgroundWorker {
  private running: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private wake: (() => void) | undefined;
  private stopping = false;
  private isFailing = false;

  constructor(
    private readonly expireAliases: Pick<ExpireAliases, 'execute'>,
    private readonly logger: Logger,
    private readonly intervalMs = LOOK_INTERVAL_MS,
  ) {}

  /** Never throws: the first failure of a row is logged, and it looks again later. */
  start(): void {
    this.running ??= this.run();
  }

  /** Resolves once the look that runs is over, or after the time limit: one that is cut off is repeated another time. */
  async stop(timeoutMs: number): Promise<void> {
    this.stopping = true;
    clearTimeout(this.timer);
    this.wake?.();
    await settledWithin(timeoutMs, this.running);
  }

  private async run(): Promise<void> {
    while (this.mayGoOn()) {
      const isMore = await this.look();
      if (!isMore) await this.pause();
    }
  }

  private async look(): Promise<boolean> {
    try {
      const { found, isMore } = await this.expireAliases.execute();
      this.isFailing = false;
      if (found > 0) this.logger.info({ expired: found }, 'expired aliases deactivated');
      return isMore;
    } catch (error) {
      if (!this.isFailing)
        this.logger.warn({ err: error }, 'expired aliases could not be deactivated; it is tried again');
      this.isFailing = true;
      return false;
    }
  }

  /** Asked anew each time, as stop may come in between. */
  private mayGoOn(): boolean {
    return !this.stopping;
  }

  private async pause(): Promise<void> {
    if (this.stopping) return;
    await new Promise<void>((resolve) => {
      this.wake = resolve;
      this.timer = setTimeout(resolve, this.intervalMs);
    });
  }
}
