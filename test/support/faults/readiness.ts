import { setTimeout } from 'node:timers/promises';

const INTERVAL_MS = 100;

interface Look {
  readonly from: number;
  readonly to: number;
  readonly status: number;
}

/** Asks a service over and over whether it is ready. */
export class ReadinessWatch {
  private readonly looks: Look[] = [];
  private isStopped = false;
  private readonly done: Promise<void>;

  constructor(private readonly origin: string) {
    this.done = this.look();
  }

  /** What was answered to those asked and answered within this span. */
  statuses(from: number, to: number): number[] {
    return this.looks.filter((look) => look.from >= from && look.to <= to).map(({ status }) => status);
  }

  /** The longest that an answer took. */
  get longestMs(): number {
    return Math.max(...this.looks.map(({ from, to }) => to - from));
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    await this.done;
  }

  private async look(): Promise<void> {
    while (!this.isStopped) {
      const from = performance.now();
      const { status } = await fetch(`${this.origin}/health/ready`);
      this.looks.push({ from, to: performance.now(), status });
      await setTimeout(INTERVAL_MS);
    }
  }
}
