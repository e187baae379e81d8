import type { Kysely, QueryResult } from 'kysely';
import type { PluralConnection } from './execute-together.js';
import { transact } from './repeatable-transaction.js';
import { areMet, type Step } from './step.js';

interface Options {
  /** Whether to leave nothing behind, whatever comes of it. */
  readonly isTried: boolean;
  /** Is given what the steps found, where each came to what it must and COMMIT is to be sent by itself. */
  readonly beforeCommit?: (answers: readonly QueryResult<unknown>[]) => void;
}

/**
 * Runs a transaction in as few journeys as the database takes. It is kept if each step comes to what it must, and leaves nothing
 * otherwise; says which.
 */
export function transactTogether<DB>(
  db: Kysely<DB>,
  steps: readonly Step[],
  { isTried, beforeCommit }: Options,
): Promise<boolean> {
  return transact(
    db,
    (trx) =>
      trx.getExecutor().provideConnection(async (provided) => {
        const connection = provided as PluralConnection;
        const answers = await (connection.executeLast?.(steps, isTried) ?? connection.executeAll(steps));
        const isMet = areMet(steps, answers);
        if (isMet) beforeCommit?.(answers);
        return isMet;
      }),
    (isMet) => isMet && !isTried,
  );
}
