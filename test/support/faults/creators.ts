import type { Answer } from './proxied-service.js';

interface Answered {
  readonly handle: string;
  /** `undefined` where the connection broke. */
  readonly status: number | undefined;
  readonly at: number;
}

/** So many callers that each create one handle after another, each handle once, until they are stopped. */
export class Creators {
  readonly answers: Answered[] = [];
  private isStopped = false;
  private readonly all: Promise<unknown>;

  constructor(count: number, create: (handle: string) => Promise<Answer>) {
    this.all = Promise.all(
      Array.from({ length: count }, async (_, creator) => {
        for (let i = 0; !this.isStopped; i++) {
          const handle = `c${creator}-${i}`;
          const status = await create(handle).then(
            (answer) => answer.status,
            () => undefined,
          );
          this.answers.push({ handle, status, at: performance.now() });
        }
      }),
    );
  }

  /** Of those that were answered so, since then. */
  handles(status: number | undefined, since = 0): string[] {
    return this.answers.filter((answer) => answer.status === status && answer.at >= since).map(({ handle }) => handle);
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    await this.all;
  }
}
