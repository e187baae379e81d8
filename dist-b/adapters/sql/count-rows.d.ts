import { type Expression, type Kysely } from 'kysely';
/** How many rows a query has. Its own limit bounds the counting, and so the cost, whatever there is. */
export declare function countRows<DB>(db: Kysely<DB>, limited: Expression<unknown>): Promise<number>;
