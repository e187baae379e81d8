import { OutcomeUnknown } from '../connections/failures.js';

/**
 * The numbers of rows that a claim's tries made while the connection broke at their COMMIT, so that nobody knows whether they are
 * there. A row that holds what is claimed, and has one of these numbers, was made by the claim itself.
 */
export class Marks {
  private readonly earlier = new Set<number>();

  /** Runs a transaction that tells `made` of the rows that it made, and keeps them where its outcome is not known. */
  async during<T>(transaction: (made: (ids: readonly number[]) => void) => Promise<T>): Promise<T> {
    let latest: readonly number[] = [];
    try {
      return await transaction((ids) => {
        latest = ids;
      });
    } catch (error) {
      if (error instanceof OutcomeUnknown) for (const id of latest) this.earlier.add(id);
      throw error;
    }
  }

  has(id: number): boolean {
    return this.earlier.has(id);
  }
}
