import type { QueryResult } from 'kysely';
import type { Statement } from '../../step.ts';
import type { Statements } from './prepare-once.ts';

/** Runs one statement, as Kysely's driver would, at once. */
export function runStatement(statements: Statements, { sql, parameters }: Statement): QueryResult<unknown> {
  const statement = statements.prepare(sql);
  if (statement.reader) return { rows: statement.all(parameters) };
  const { changes, lastInsertRowid } = statement.run(parameters);
  return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
}
