import { OutcomeUnknown } from '../connections/failures.js';

/**
 * The numbers of rows that attempts at a claim inserted while the connection broke at their COMMIT,
 * so that it is not known whether they are there. A row that holds the claimed name and has one of
 * these numbers was inserted by the claim itself.
 */
export class UncertainRows {
  private readonly ids = new Set<number>();

  /**
   * Runs a transaction, which passes the numbers of the rows that it inserted to `inserted`, and
   * keeps them if its outcome is not known.
   */
  async during<T>(transaction: (inserted: (ids: readonly number[]) => void) => Promise<T>): Promise<T> {
    let latest: readonly number[] = [];
    try {
      return await transaction((ids) => {
        latest = ids;
      });
    } catch (error) {
      if (error instanceof OutcomeUnknown) for (const id of latest) this.ids.add(id);
      throw error;
    }
  }

  get isEmpty(): boolean {
    return this.ids.size === 0;
  }

  has(id: number): boolean {
    return this.ids.has(id);
  }
}
