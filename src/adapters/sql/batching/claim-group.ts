import type { ClaimOutcome } from '../../../application/ports/alias-store.js';
import { StoreUnavailable } from '../../../application/ports/store-unavailable.js';
import { claimInOrder } from './claim-in-order.js';
import type { Claim, ClaimExecutor } from './claim.js';
import { Contended } from '../connections/failures.js';

/** What a server takes in some milliseconds. */
const MAX_TOGETHER = 256;
const MAX_WAITING = 10_000;
/** A transaction is not waited for any longer than this, as long as no more than so many are under way. */
const PATIENCE_MS = 100;
const MAX_UNDER_WAY = 4;
/** How often claims lose together against another transaction; then each is tried by itself, as often as it takes. */
const MAX_CONTENDED_TOGETHER = 2;

interface Waiting {
  readonly claim: Claim;
  readonly resolve: (outcome: ClaimOutcome) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Group commit: claims that come while others are under way, or in the same turn of the event loop, share the next transaction. It
 * goes as soon as the one before it is done, so that whoever comes alone waits for nobody.
 */
export class ClaimGroup {
  private waiting: Waiting[] = [];
  private isRunning = false;
  private underWay = 0;

  constructor(private readonly executor: ClaimExecutor) {}

  claim(claim: Claim): Promise<ClaimOutcome> {
    if (this.waiting.length >= MAX_WAITING)
      return Promise.reject(new StoreUnavailable(`over ${MAX_WAITING} claims wait for the database`));
    return new Promise((resolve, reject) => {
      this.waiting.push({ claim, resolve, reject });
      if (this.isRunning) return;
      this.isRunning = true;
      setImmediate(() => void this.run());
    });
  }

  private async run(): Promise<void> {
    while (this.waiting.length > 0) {
      const together = this.waiting.slice(0, MAX_TOGETHER);
      this.waiting = this.waiting.slice(MAX_TOGETHER);
      await this.inPatience(this.settle(together));
    }
    this.isRunning = false;
  }

  /** Until it is done, or has taken so long (a lock, an answer that is lost) that the others no longer wait for it, if few do so. */
  private async inPatience(settled: Promise<void>): Promise<void> {
    this.underWay++;
    const done = settled.finally(() => this.underWay--);
    if (this.underWay >= MAX_UNDER_WAY) return done;
    const patience = Promise.withResolvers<undefined>();
    const timer = setTimeout(() => {
      patience.resolve(undefined);
    }, PATIENCE_MS);
    await Promise.race([done, patience.promise]);
    clearTimeout(timer);
  }

  /** Never rejects. */
  private async settle(together: readonly Waiting[]): Promise<void> {
    try {
      const claims = together.map(({ claim }) => claim);
      const maxContended = claims.length > 1 ? MAX_CONTENDED_TOGETHER : undefined;
      const outcomes = await claimInOrder(this.executor, claims, { recognizesOwnRows: true, maxContended });
      for (const [at, { resolve }] of together.entries()) resolve(outcomes[at] as ClaimOutcome);
    } catch (error) {
      // One of them may have spoiled it for all. Nobody waits for those that are now tried by themselves.
      if (together.length > 1 && isOfOne(error)) for (const one of together) void this.settle([one]);
      else for (const { reject } of together) reject(error);
    }
  }
}

/** Whether it may be about one of the claims (a lock on its row, a trigger that refuses it), rather than about the database. */
function isOfOne(error: unknown): boolean {
  return error instanceof Contended || !(error instanceof StoreUnavailable);
}
