import { sql } from 'kysely';
/** How many rows a query has. Its own limit bounds the counting, and so the cost, whatever there is. */
export async function countRows(db, limited) {
    const { rows } = await sql `SELECT COUNT(*) AS n FROM (${limited}) AS counted`.execute(db);
    return Number(rows[0]?.n ?? 0);
}
