import { type CompiledQuery, type Expression, type QueryExecutorProvider, sql } from 'kysely';

export interface Count {
  readonly n: unknown;
}

/** Asks how many rows a query has. Its own limit bounds the counting, and so the cost, whatever there is. */
export function countOf(db: QueryExecutorProvider, limited: Expression<unknown>): CompiledQuery<Count> {
  return sql<Count>`SELECT COUNT(*) AS n FROM (${limited}) AS counted`.compile(db);
}
