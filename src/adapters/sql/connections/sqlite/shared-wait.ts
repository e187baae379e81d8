/** How long statements wait, all together, for another process (the command line beside the service). */
const BUSY_TIMEOUT_MS = 2_000;

/** One wait for a lock for all that come while it is held: those in the queue behind the first fail as soon as it does. */
export class SharedWait {
  /** When the lock that is waited for now was first met, and when it was met last. */
  private busySinceMs = 0;
  private lastBusyMs = Number.NEGATIVE_INFINITY;

  /** Each time that the lock is met. */
  mayGoOn(): boolean {
    const nowMs = performance.now();
    if (nowMs - this.lastBusyMs > BUSY_TIMEOUT_MS) this.busySinceMs = nowMs;
    this.lastBusyMs = nowMs;
    return nowMs - this.busySinceMs < BUSY_TIMEOUT_MS;
  }

  /** Once it is not met any more. */
  end(): void {
    this.lastBusyMs = Number.NEGATIVE_INFINITY;
  }
}
