import { settledWithin } from './settled-within.js';

/** Goes on with work, a step at a time, until it is stopped. */
export class RepeatedWork {
  private running: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private wake: (() => void) | undefined;
  private stopping = false;

  get isStopping(): boolean {
    return this.stopping;
  }

  /** @param step - never rejects; how long to wait before the next, in milliseconds. */
  start(step: () => Promise<number>): void {
    this.running ??= this.run(step);
  }

  /** Resolves once the step that runs is over, or after the time limit: one that is cut off is repeated another time. */
  async stop(timeoutMs: number): Promise<void> {
    this.stopping = true;
    clearTimeout(this.timer);
    this.wake?.();
    await settledWithin(timeoutMs, this.running);
  }

  /** Resolves after this time, in a later turn of the event loop, or at once if the work is to stop. */
  async pause(ms: number): Promise<void> {
    if (this.stopping) return;
    await new Promise<void>((resolve) => {
      this.wake = resolve;
      this.timer = setTimeout(resolve, ms);
    });
  }

  private async run(step: () => Promise<number>): Promise<void> {
    while (!this.isStopping) await this.pause(await step());
  }
}
