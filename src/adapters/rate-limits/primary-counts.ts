import cluster from 'node:cluster';
import type { LimitBucket } from '../../application/ports/rate-limiter.js';
import type { Count, SharedCounts } from './counts.js';
import { MemoryCounts } from './memory-counts.js';

/** A request waits for the primary no longer than this. */
const ANSWER_TIMEOUT_MS = 500;

/** Reads if it adds no points. */
interface Question {
  readonly posternCount: number;
  readonly bucket: LimitBucket;
  readonly subject: string;
  readonly add?: { readonly points: number; readonly windowMs: number };
}

interface Answer {
  readonly posternCounted: number;
  readonly count?: Count | undefined;
}

/** The counts that the primary process keeps, as a worker asks for them. */
export class PrimaryCounts implements SharedCounts {
  private readonly waiting = new Map<number, (count: Count | undefined) => void>();
  private lastId = 0;

  constructor() {
    process.on('message', (message: unknown) => {
      if (!isAnswer(message)) return;
      this.waiting.get(message.posternCounted)?.(message.count);
    });
  }

  async add(bucket: LimitBucket, subject: string, points: number, windowMs: number): Promise<Count> {
    const count = await this.ask({ bucket, subject, add: { points, windowMs } });
    if (!count) throw new Error('the primary process did not count');
    return count;
  }

  read(bucket: LimitBucket, subject: string): Promise<Count | undefined> {
    return this.ask({ bucket, subject });
  }

  private ask(question: Omit<Question, 'posternCount'>): Promise<Count | undefined> {
    const id = ++this.lastId;
    const { promise, resolve, reject } = Promise.withResolvers<Count | undefined>();
    const fail = () => {
      reject(new Error('the primary process does not answer'));
    };
    const timer = setTimeout(fail, ANSWER_TIMEOUT_MS);
    this.waiting.set(id, resolve);
    if (process.connected) process.send?.({ posternCount: id, ...question } satisfies Question);
    else fail();
    return promise.finally(() => {
      clearTimeout(timer);
      this.waiting.delete(id);
    });
  }
}

/** In the primary process, before any worker begins. */
export function countForWorkers(): void {
  const counts = new MemoryCounts();
  cluster.on('message', (worker, message: unknown) => {
    if (!isQuestion(message) || !worker.isConnected()) return;
    const { posternCount, bucket, subject, add } = message;
    const count = add ? counts.add(bucket, subject, add.points, add.windowMs) : counts.read(bucket, subject);
    worker.send({ posternCounted: posternCount, count } satisfies Answer);
  });
}

/** Others send messages on the same channel. */
function isQuestion(message: unknown): message is Question {
  return typeof message === 'object' && message !== null && 'posternCount' in message;
}

function isAnswer(message: unknown): message is Answer {
  return typeof message === 'object' && message !== null && 'posternCounted' in message;
}
