import { sql } from 'kysely';
/**
 * An owner's aliases in numbers, one group a domain.
 *
 * @param newest - a query of at most so many rows as are to be counted, with `domain`, `active`, `created` and `modified`.
 * @param isActive - says so of one of its rows.
 */
export async function readStats(db, dialect, newest, isActive, { createdSince, modifiedSince }) {
    const count = (condition) => sql `SUM(CASE WHEN ${condition} THEN 1 ELSE 0 END)`;
    const { rows } = await sql `
    SELECT domain, COUNT(*) AS total, ${count(isActive)} AS active,
      ${count(sql `created >= ${dialect.writeTime(createdSince)}`)} AS created,
      ${count(sql `modified >= ${dialect.writeTime(modifiedSince)}`)} AS modified
    FROM (${newest}) AS newest GROUP BY domain ORDER BY domain`.execute(db);
    const sum = (of) => rows.reduce((total, row) => total + Number(of(row)), 0);
    return {
        total: sum((row) => row.total),
        active: sum((row) => row.active),
        createdSince: sum((row) => row.created),
        modifiedSince: sum((row) => row.modified),
        byDomain: rows.map(({ domain, total, active }) => ({ domain, total: Number(total), active: Number(active) })),
    };
}
