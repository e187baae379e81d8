import type { CompiledQuery, QueryExecutorProvider } from 'kysely';
import { StoreUnavailable } from '../../../application/ports/store-unavailable.js';
import { executeAll } from '../connections/pipeline.js';
import { retryTransient } from '../transactions/retry-transient.js';

interface Waiting {
  readonly query: CompiledQuery;
  readonly resolve: (rows: readonly never[]) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Reads that are asked for in one turn of the event loop share journeys to the server: to wake it, and to be woken by it, takes longer
 * than most of them.
 */
export class ReadGroup {
  private waiting: Waiting[] = [];

  constructor(
    private readonly db: QueryExecutorProvider,
    /** What shares a round trip also shares its time limit; the others go at the same time, on connections of their own. */
    private readonly together: number,
  ) {}

  /** The rows of a SELECT, once more where the connection broke. Not within a transaction. */
  read<Row>(query: CompiledQuery<Row>): Promise<readonly Row[]> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ query, resolve, reject });
      if (this.waiting.length === 1)
        setImmediate(() => {
          this.leave();
        });
    });
  }

  private leave(): void {
    const { waiting, together } = this;
    this.waiting = [];
    for (let at = 0; at < waiting.length; at += together) void this.settle(waiting.slice(at, at + together));
  }

  /** Never rejects. */
  private async settle(together: readonly Waiting[]): Promise<void> {
    try {
      const queries = together.map(({ query }) => query);
      const answers = await retryTransient(() => executeAll(this.db, queries));
      for (const [at, { resolve }] of together.entries()) resolve((answers[at]?.rows ?? []) as never[]);
    } catch (error) {
      // One of them may have spoiled it for all.
      if (together.length > 1 && !(error instanceof StoreUnavailable))
        for (const one of together) void this.settle([one]);
      else for (const { reject } of together) reject(error);
    }
  }
}
