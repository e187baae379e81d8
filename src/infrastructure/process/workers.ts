import cluster, { type Worker } from 'node:cluster';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { isFromWorker, type ToWorker } from './worker-messages.js';

/** One that dies is replaced at once, and one that keeps dying after twice as long each time. */
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;
/** Who served so long is not one that keeps dying. */
const HEALTHY_AFTER_MS = 30_000;

/** The processes that serve, all on one port. */
export class Workers {
  private readonly running = new Set<Worker>();
  private isStopping = false;
  private pauseMs = 0;

  constructor(
    private readonly count: number,
    private readonly logger: Logger,
  ) {}

  /** Resolves with where they listen, once all do. The first goes ahead, so that an error is reported once. */
  async start(): Promise<string> {
    const url = await this.fork();
    await Promise.all(Array.from({ length: this.count - 1 }, () => this.fork()));
    return url;
  }

  /** Lets them finish what runs; resolves when all have ended. */
  async stop(): Promise<void> {
    this.isStopping = true;
    this.tell({ postern: 'stop' });
    await Promise.all([...this.running].map((worker) => new Promise((resolve) => worker.once('exit', resolve))));
  }

  cutOff(): void {
    this.tell({ postern: 'cut_off' });
  }

  private tell(message: ToWorker): void {
    for (const worker of this.running) if (worker.isConnected()) worker.send(message);
  }

  private async fork(): Promise<string> {
    const worker = cluster.fork();
    const startedAtMs = performance.now();
    const started = Promise.withResolvers<string>();
    let isServing = false;
    this.running.add(worker);
    // What cannot be sent to it any more: that it has ended is told by its exit.
    worker.on('error', () => undefined);
    worker.on('message', (message: unknown) => {
      if (!isFromWorker(message)) return;
      isServing = message.postern === 'listening';
      if (message.postern === 'failed') started.reject(new Error(message.message));
      else started.resolve(message.url);
      // It could hear nothing while it started.
      if (this.isStopping) this.tell({ postern: 'stop' });
    });
    worker.once('exit', (code, signal) => {
      this.running.delete(worker);
      started.reject(new Error('a worker ended before it served'));
      if (!isServing || this.isStopping) return;
      this.logger.error(
        { worker_pid: worker.process.pid, code, signal },
        'a worker has ended; another takes its place',
      );
      if (performance.now() - startedAtMs > HEALTHY_AFTER_MS) this.pauseMs = 0;
      void this.replace();
    });
    return started.promise;
  }

  private async replace(): Promise<void> {
    await sleep(this.pauseMs);
    this.pauseMs = Math.min(LONGEST_PAUSE_MS, Math.max(FIRST_PAUSE_MS, this.pauseMs * 2));
    if (this.isStopping) return;
    try {
      await this.fork();
    } catch (error) {
      this.logger.error({ err: error }, 'a worker could not take the place of another');
      await this.replace();
    }
  }
}
