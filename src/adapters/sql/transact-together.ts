import type { Kysely, QueryResult } from 'kysely';
import { executeTogether } from './execute-together.js';
import { transact } from './repeatable-transaction.js';
import { areMet, haveChanged, type Step } from './step.js';

interface Options {
  /** Whether to leave nothing behind, whatever comes of it. */
  readonly isTried: boolean;
  /** Is given what the steps found, where each came to what it must, before COMMIT is sent. */
  readonly beforeCommit?: (answers: readonly QueryResult<unknown>[]) => void;
}

/**
 * Runs a transaction in two journeys. It is kept if each step comes to what it must, and leaves nothing otherwise; says which. One that
 * changed nothing ends as a kept one does.
 */
export async function transactTogether<DB>(
  db: Kysely<DB>,
  steps: readonly Step[],
  { isTried, beforeCommit }: Options,
): Promise<boolean> {
  const { isMet } = await transact(
    db,
    async (trx) => {
      const answers = await executeTogether(trx, steps);
      const isMet = areMet(steps, answers);
      if (isMet) beforeCommit?.(answers);
      return { isMet, isChanged: haveChanged(steps, answers) };
    },
    ({ isMet, isChanged }) => !isChanged || (isMet && !isTried),
  );
  return isMet;
}
