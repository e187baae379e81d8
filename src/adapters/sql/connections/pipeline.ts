import type { CompiledQuery, DatabaseConnection, QueryExecutorProvider, QueryResult } from 'kysely';

/** A connection that sends several statements at once, and so waits for the server once. */
export interface PipelinedConnection extends DatabaseConnection {
  /**
   * Runs the statements in order and returns their results in order. Throws the first failure;
   * within a transaction, the statements behind it have no effect.
   */
  executeAll(queries: readonly CompiledQuery[]): Promise<readonly QueryResult<unknown>[]>;
}

/** Statements by name. The names say in which order they run: that of the properties. */
export type NamedStatements = Readonly<Record<string, readonly CompiledQuery[]>>;

/** The results of all statements of one name, put together. */
export interface NamedResult<Row = unknown> {
  readonly rows: readonly Row[];
  /** How many rows they inserted, changed or deleted. */
  readonly affected: number;
}

type RowOf<Statements> = Statements extends readonly CompiledQuery<infer Row>[] ? Row : never;

export type NamedResults<Statements extends NamedStatements> = {
  readonly [Name in keyof Statements]: NamedResult<RowOf<Statements[Name]>>;
};

/**
 * Runs statements one after another in one round trip, if there is a server. Results come back by
 * name; no other code takes a list of results apart. Without a statement, nothing is sent.
 */
export async function pipeline<Statements extends NamedStatements>(
  db: QueryExecutorProvider,
  statements: Statements,
): Promise<NamedResults<Statements>> {
  const all: CompiledQuery[] = [];
  for (const name in statements) for (const query of statements[name] ?? []) all.push(query);
  const results = all.length === 0 ? [] : await executeAll(db, all);
  const rest = results.values();
  const named: Record<string, NamedResult> = {};
  for (const name in statements) {
    named[name] = takeResult(rest, statements[name]?.length ?? 0);
  }
  return named as NamedResults<Statements>;
}

/** For statements that have nothing to do with each other: the results in order. */
export async function executeAll(
  db: QueryExecutorProvider,
  queries: readonly CompiledQuery[],
): Promise<readonly QueryResult<unknown>[]> {
  // Each of our drivers makes such connections, and Kysely hands them on as they are.
  return db.getExecutor().provideConnection((connection) => (connection as PipelinedConnection).executeAll(queries));
}

function takeResult(results: Iterator<QueryResult<unknown>>, count: number): NamedResult {
  let affected = 0;
  let rows: readonly unknown[] = [];
  for (let taken = 0; taken < count; taken++) {
    const result = results.next().value as QueryResult<unknown>;
    affected += Number(result.numAffectedRows ?? 0);
    if (result.rows.length > 0) rows = rows.length === 0 ? result.rows : [...rows, ...result.rows];
  }
  return { rows, affected };
}
