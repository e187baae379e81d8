import type { Logger } from 'pino';
import type { KeyRegistry, KeyUses } from '../../application/ports/key-registry.js';
import { settledWithin } from '../process/settled-within.js';

/** A key is noted at most so often: a cached record does not learn that its key was used. */
const PAUSE_OF_KEY_MS = 1_000;
/** Keys whose last note is remembered; the oldest are forgotten first. */
const MAX_REMEMBERED_KEYS = 10_000;
/** Notes under way at most, so that they leave connections to the requests. A later use makes up for more. */
const MAX_UNDER_WAY = 4;
/** Failures are logged together, once in this time. */
const REPORT_INTERVAL_MS = 60_000;

/** Writes when keys are used, beside the requests: none waits for it, and none fails of it. */
export class KeyUseNotes implements KeyUses {
  private readonly notedAtMs = new Map<number, number>();
  private readonly underWay = new Set<Promise<void>>();
  private reportedAtMs = Number.NEGATIVE_INFINITY;
  private unreported = 0;

  /** @param onFailure - is called for each note that could not be written. */
  constructor(
    private readonly keys: Pick<KeyRegistry, 'touch'>,
    private readonly elapsedMs: () => number,
    private readonly logger: Logger,
    private readonly onFailure: () => void,
  ) {}

  note(id: number, at: Date): void {
    const nowMs = this.elapsedMs();
    if (this.underWay.size >= MAX_UNDER_WAY) return;
    if (nowMs - (this.notedAtMs.get(id) ?? Number.NEGATIVE_INFINITY) < PAUSE_OF_KEY_MS) return;
    this.remember(id, nowMs);
    const written: Promise<void> = this.write(id, at).finally(() => this.underWay.delete(written));
    this.underWay.add(written);
  }

  /** Resolves once no note is under way any more, or after the time limit. */
  settled(timeoutMs: number): Promise<void> {
    return settledWithin(timeoutMs, Promise.all(this.underWay));
  }

  private remember(id: number, nowMs: number): void {
    this.notedAtMs.delete(id);
    this.notedAtMs.set(id, nowMs);
    if (this.notedAtMs.size <= MAX_REMEMBERED_KEYS) return;
    for (const oldest of this.notedAtMs.keys()) {
      this.notedAtMs.delete(oldest);
      break;
    }
  }

  private async write(id: number, at: Date): Promise<void> {
    try {
      await this.keys.touch(id, at);
    } catch (error) {
      this.onFailure();
      this.report(error);
    }
  }

  private report(error: unknown): void {
    this.unreported++;
    const nowMs = this.elapsedMs();
    if (nowMs - this.reportedAtMs < REPORT_INTERVAL_MS) return;
    this.logger.warn({ err: error, failures: this.unreported }, 'the last use of keys could not be written');
    this.reportedAtMs = nowMs;
    this.unreported = 0;
  }
}
