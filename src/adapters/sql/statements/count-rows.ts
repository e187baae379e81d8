import { type CompiledQuery, type Expression, type QueryExecutorProvider, sql } from 'kysely';

interface Count {
  readonly n: unknown;
}

/** How many rows a query has. Its own limit bounds the counting, and so the cost, whatever there is. */
export async function countRows(
  db: QueryExecutorProvider,
  limited: Expression<unknown>,
  read: (query: CompiledQuery<Count>) => Promise<readonly Count[]>,
): Promise<number> {
  const [count] = await read(sql<Count>`SELECT COUNT(*) AS n FROM (${limited}) AS counted`.compile(db));
  return Number(count?.n ?? 0);
}
