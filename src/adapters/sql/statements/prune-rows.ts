import { type Kysely, type RawBuilder, sql, type SqlBool } from 'kysely';
import type { ActivityPruning, PruneStep } from '../../../application/ports/activity-log.js';
import type { SqlDialect } from '../connections/dialect.js';
import { retryTransient } from '../transactions/retry-transient.js';

export interface PrunedTable {
  /** With a column `id` that grows with time. */
  readonly table: string;
  /** The column that says when. */
  readonly time: string;
  /** Which of its rows are meant; all if it is absent. */
  readonly only?: RawBuilder<SqlBool> | undefined;
}

/**
 * Removes old rows by their ids, as no index says when they were made. By each id: a range would keep other rows from being inserted
 * at the end of the table on MariaDB.
 */
export async function pruneRows<DB>(
  db: Kysely<DB>,
  dialect: SqlDialect,
  { table, time, only = sql<SqlBool>`1 = 1` }: PrunedTable,
  { before, afterId = 0, limit }: ActivityPruning,
): Promise<PruneStep> {
  const name = sql.table(table);
  const { rows } = await retryTransient(() =>
    sql<{ readonly id: number; readonly at: unknown }>`
      SELECT id, ${sql.ref(time)} AS at FROM ${name} WHERE id > ${afterId} ORDER BY id LIMIT ${limit}`.execute(db),
  );
  // A time that cannot be read says nothing of the rows behind it.
  const isNew = (at: unknown) => dialect.readTime(at) >= before;
  const ids = rows.filter(({ at }) => dialect.readTime(at) < before).map(({ id }) => id);
  const last = rows.at(-1);
  const nextId = last && rows.length === limit && !isNew(last.at) ? last.id : undefined;
  if (ids.length === 0) return { removed: 0, nextId };
  // It may be run again where it had its effect.
  const { numAffectedRows } = await retryTransient(() =>
    sql`DELETE FROM ${name} WHERE id IN (${sql.join(ids)}) AND ${only}`.execute(db),
  );
  return { removed: Number(numAffectedRows ?? 0), nextId };
}
