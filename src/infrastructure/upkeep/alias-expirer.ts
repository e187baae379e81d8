import type { Logger } from 'pino';
import type { ExpireAliases } from '../../application/aliases/expire-aliases.js';
import type { BackgroundWorker } from '../process/background-worker.js';
import { RepeatedWork } from '../process/repeated-work.js';

/** Between two looks, so that an alias is deactivated within 5 seconds of its expiry, also if a look takes a while. */
const LOOK_INTERVAL_MS = 2_000;

/** Deactivates aliases that expire, from its start on. */
export class AliasExpirer implements BackgroundWorker {
  private readonly work = new RepeatedWork();
  private isFailing = false;

  constructor(
    private readonly expireAliases: Pick<ExpireAliases, 'execute'>,
    private readonly logger: Logger,
    private readonly intervalMs = LOOK_INTERVAL_MS,
  ) {}

  /** Never throws: the first failure of a row is logged, and it looks again later. */
  start(): void {
    this.work.start(async () => ((await this.look()) ? 0 : this.intervalMs));
  }

  stop(timeoutMs: number): Promise<void> {
    return this.work.stop(timeoutMs);
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
}
