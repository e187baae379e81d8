/** How long statements wait, all together, for another process's write (the command line beside the service). */
const BUSY_TIMEOUT_MS = 2_000;
/** Between two tries. */
export const BUSY_RETRY_MS = 1;

/**
 * How long a lock of another process is waited for. The wait is one for all that come while the lock is held: those in the queue
 * behind the first fail as soon as it does.
 */
export class Patience {
  /** When the lock that is waited for now was first met, and when it was met last. */
  private busySinceMs = 0;
  private lastBusyMs = Number.NEGATIVE_INFINITY;

  /** Something was written, so no lock is in the way. */
  renew(): void {
    this.lastBusyMs = Number.NEGATIVE_INFINITY;
  }

  /** Whether to try once more what met the lock, a moment later. */
  isLeft(): boolean {
    const nowMs = performance.now();
    if (nowMs - this.lastBusyMs > BUSY_TIMEOUT_MS) this.busySinceMs = nowMs;
    this.lastBusyMs = nowMs;
    return nowMs - this.busySinceMs < BUSY_TIMEOUT_MS;
  }
}
