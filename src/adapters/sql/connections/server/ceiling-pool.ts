import { Pool } from 'tarn';

interface PoolOptions<Resource> {
  readonly create: () => Promise<Resource>;
  readonly validate: (resource: Resource) => boolean;
  readonly destroy: (resource: Resource) => void;
  readonly min: number;
  readonly max: number;
  readonly acquireTimeoutMillis: number;
  readonly createTimeoutMillis: number;
  readonly idleTimeoutMillis: number;
  readonly propagateCreateError: boolean;
}

/** How long after a refusal one more connection than there are is asked for. */
const GROW_AGAIN_MS = 5_000;

export interface Ceiling {
  /** Whether an error of `create` says that the server lets us have no more, for now. */
  isMet(error: unknown): boolean;
  /** Is called once for each time that the pool finds its server's limit to be lower than its own. */
  wasMet(error: unknown): void;
}

/**
 * A pool that learns how many connections its server lets it have. As long as it has one, a caller for whom no other could be made
 * waits for one that becomes free.
 */
export class CeilingPool<Resource> extends Pool<Resource> {
  private readonly mostEver: number;
  private readonly acquireTimeoutMs: number;
  private isLimited = false;
  private growsAgainAtMs = 0;

  constructor(
    { create, ...options }: PoolOptions<Resource>,
    private readonly ceiling: Ceiling,
  ) {
    super({
      ...options,
      create: async () => {
        try {
          const resource = await create();
          this.grow();
          return resource;
        } catch (error) {
          if (ceiling.isMet(error)) this.learn(error);
          throw error;
        }
      },
    });
    this.mostEver = options.max;
    this.acquireTimeoutMs = options.acquireTimeoutMillis;
  }

  /** Rejects with what `create` threw, or after the time limit with an error of the pool's own. */
  async take(): Promise<Resource> {
    this.growInTime();
    const deadlineMs = performance.now() + this.acquireTimeoutMs;
    try {
      return await this.acquire().promise;
    } catch (error) {
      if (!this.mayWait(error, deadlineMs)) throw error;
    }
    // The one that was refused counted for it; others may be, before one is free.
    for (;;) {
      const pending = this.acquire();
      const timer = setTimeout(() => {
        pending.abort();
      }, deadlineMs - performance.now());
      try {
        return await pending.promise;
      } catch (error) {
        if (!this.mayWait(error, deadlineMs)) throw error;
      } finally {
        clearTimeout(timer);
      }
    }
  }

  private mayWait(error: unknown, deadlineMs: number): boolean {
    const some = this.numUsed() + this.numFree() + this.numPendingCreates();
    return some > 0 && this.ceiling.isMet(error) && performance.now() < deadlineMs;
  }

  /** The one that was refused is still among those that are being created. */
  private learn(error: unknown): void {
    const some = this.numUsed() + this.numFree() + this.numPendingCreates() - 1;
    if (some === 0) return;
    if (!this.isLimited) this.ceiling.wasMet(error);
    this.isLimited = true;
    this.max = some;
    this.growsAgainAtMs = performance.now() + GROW_AGAIN_MS;
  }

  /** One was made, so there may be room for one more. It is still among those that are being created. */
  private grow(): void {
    this.max = Math.min(this.mostEver, this.max + 1);
    if (this.numUsed() + this.numFree() + 1 === this.mostEver) this.isLimited = false;
  }

  private growInTime(): void {
    if (this.max === this.mostEver || performance.now() < this.growsAgainAtMs) return;
    this.growsAgainAtMs = performance.now() + GROW_AGAIN_MS;
    this.max++;
  }
}
