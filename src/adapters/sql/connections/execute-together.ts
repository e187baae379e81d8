import type { CompiledQuery, DatabaseConnection, QueryExecutorProvider, QueryResult } from 'kysely';

/** A connection that sends several statements at once, and so waits for the server once. */
export interface PluralConnection extends DatabaseConnection {
  /** In order; the first that fails is thrown, and within a transaction those behind it have no effect. */
  executeAll(queries: readonly CompiledQuery[]): Promise<readonly QueryResult<unknown>[]>;
}

/** Runs statements one after another, in one journey to the server where there is one. */
export async function executeTogether(
  db: QueryExecutorProvider,
  queries: readonly CompiledQuery[],
): Promise<readonly QueryResult<Readonly<Record<string, unknown>>>[]> {
  // Each of our drivers makes such connections, and Kysely hands them on as they are.
  return db
    .getExecutor()
    .provideConnection((connection) => (connection as PluralConnection).executeAll(queries)) as Promise<
    readonly QueryResult<Readonly<Record<string, unknown>>>[]
  >;
}

type Row = Readonly<Record<string, unknown>>;

/** What statements of one name came to, all together. */
export interface NamedResult {
  readonly rows: readonly Row[];
  /** How many rows they inserted or changed. */
  readonly affected: number;
}

/** The same for groups of statements, each by its name, in the order of the names. */
export async function executeByName<Name extends string>(
  db: QueryExecutorProvider,
  groups: Readonly<Record<Name, readonly CompiledQuery[]>>,
): Promise<(name: Name) => NamedResult> {
  const entries = Object.entries<readonly CompiledQuery[]>(groups);
  const answers = await executeTogether(
    db,
    entries.flatMap(([, queries]) => queries),
  );
  const results = new Map<string, NamedResult>();
  let from = 0;
  for (const [name, { length }] of entries) {
    const own = answers.slice(from, (from += length));
    const affected = own.reduce((sum, { numAffectedRows }) => sum + Number(numAffectedRows ?? 0), 0);
    results.set(name, { rows: own.flatMap(({ rows }) => rows), affected });
  }
  return (name) => results.get(name) ?? { rows: [], affected: 0 };
}
