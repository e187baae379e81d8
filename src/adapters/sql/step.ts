import type { CompiledQuery, QueryResult } from 'kysely';

/** A statement, with what fills its placeholders. */
export type Statement = Pick<CompiledQuery, 'sql' | 'parameters'>;

/** A statement of a transaction, and what it must come to. */
export interface Step extends Statement {
  /** So many rows changed. */
  readonly changes?: number;
  /** No row was found. */
  readonly isEmpty?: boolean;
}

/** Whether each step came to what it must. */
export function areMet(steps: readonly Step[], answers: readonly QueryResult<unknown>[]): boolean {
  return steps.every(({ changes, isEmpty }, at) => {
    const { rows = [], numAffectedRows } = answers[at] ?? {};
    return (changes === undefined || Number(numAffectedRows) === changes) && !(isEmpty === true && rows.length > 0);
  });
}

/** Whether any of them changed a row. */
export function haveChanged(steps: readonly Step[], answers: readonly QueryResult<unknown>[]): boolean {
  return steps.some(({ changes }, at) => changes !== undefined && Number(answers[at]?.numAffectedRows ?? 0) > 0);
}
