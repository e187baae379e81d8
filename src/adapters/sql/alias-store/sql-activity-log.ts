import { type CompiledQuery, type RawBuilder, type Selectable, sql, type SqlBool } from 'kysely';
import type {
  ActivityLog,
  ActivityPruning,
  ActivityQuery,
  ActivityRecord,
  ActivityType,
  PruneStep,
} from '../../../application/ports/activity-log.js';
import type { Origin } from '../../../application/ports/origin.js';
import type { EmailAddress } from '../../../domain/addresses/email-address.js';
import type { SqlDialect } from '../connections/dialect.js';
import type { UntypedDatabase } from '../connections/untyped-database.js';
import { countRows } from '../statements/count-rows.js';
import { pruneRows } from '../statements/prune-rows.js';
import { listSlices, type Slice, type SliceOptions, slicesOf } from '../statements/slices.js';
import { retryTransient } from '../transactions/retry-transient.js';

/** A change that an owner made. */
export interface ActivityEntry {
  readonly type: ActivityType;
  readonly owner: EmailAddress;
  /** An address or a handle. */
  readonly subject: string;
  readonly origin: Origin;
}

/** Writes entries within the transaction of the changes themselves. */
export interface ActivityWriter {
  inserts(entries: readonly ActivityEntry[]): readonly CompiledQuery<never>[];
}

/** The table of a log. It has a column `id` that grows with time, and an index on (owner, id). */
export interface ActivityTable<Columns> extends ActivityWriter {
  readonly name: string;
  readonly owner: keyof Columns & string;
  readonly time: keyof Columns & string;
  /** The columns that `read` needs. */
  readonly columns: readonly (keyof Columns & string)[];
  read(row: Selectable<Columns>): Pick<ActivityRecord, 'type' | 'subject'>;
  /** Which of its rows are changes that an owner made; all if it is absent. */
  readonly isChange?: RawBuilder<SqlBool>;
  /** Which of its rows Postern wrote, and so may remove; all if it is absent. */
  readonly isOurs?: RawBuilder<SqlBool>;
}

/** As many rows of a log are passed over in the time that joining a row to another table takes. */
const LOGGED_ROWS_PER_ROW = 10;

/** The activity of owners, a row a change. */
export class SqlActivityLog<Columns> implements ActivityLog {
  constructor(
    private readonly db: UntypedDatabase,
    private readonly dialect: SqlDialect,
    private readonly table: ActivityTable<Columns>,
  ) {}

  async list({ owner, limit, offset, beforeId }: ActivityQuery): Promise<readonly ActivityRecord[]> {
    const { table, dialect } = this;
    // The index alone passes over the rows before the offset, unless some of them are no changes.
    const size = table.isChange ? dialect.rowsAtATime * LOGGED_ROWS_PER_ROW : Infinity;
    const rows = await retryTransient(() =>
      listSlices(
        slicesOf({ size, beforeId, idAt: (place) => this.idAt(owner, place) }),
        { limit, offset },
        (slice, max) => this.count(owner, slice, max),
        (slice, part) => this.read(owner, slice, part),
      ),
    );
    return rows.map(({ at, ...row }) => ({
      id: row.id,
      occurredAt: dialect.readTime(at),
      ...table.read(row as Selectable<Columns>),
    }));
  }

  prune(pruning: ActivityPruning): Promise<PruneStep> {
    const { name, time, isOurs } = this.table;
    return pruneRows(this.db, this.dialect, { table: name, time, only: isOurs }, pruning);
  }

  private async read(owner: EmailAddress, slice: Slice, { limit, offset }: { limit: number; offset: number }) {
    const { columns, time } = this.table;
    const { rows } = await sql<{ readonly id: number; readonly at: unknown }>`
      SELECT ${sql.raw(['id', `${time} AS at`, ...columns].join(', '))}
      FROM ${this.changes(owner, slice)} ORDER BY id DESC LIMIT ${limit} OFFSET ${offset}`.execute(this.db);
    return rows;
  }

  private count(owner: EmailAddress, slice: Slice, max: number): Promise<number> {
    const limited = sql`(SELECT id FROM ${this.changes(owner, slice)} LIMIT ${max})`;
    return countRows(this.db, limited, async (query) => (await this.db.executeQuery(query)).rows);
  }

  /** Of all rows of an owner, changes or not. */
  private async idAt(owner: EmailAddress, { offset, beforeId }: Parameters<SliceOptions['idAt']>[0]) {
    const { rows } = await sql<{ readonly id: number }>`
      SELECT id FROM ${this.logged(owner, { beforeId })} ORDER BY id DESC LIMIT 1 OFFSET ${offset}`.execute(this.db);
    return rows[0]?.id;
  }

  private changes(owner: EmailAddress, slice: Slice): RawBuilder<unknown> {
    const { isChange } = this.table;
    return isChange ? sql`${this.logged(owner, slice)} AND ${isChange}` : this.logged(owner, slice);
  }

  private logged({ value }: EmailAddress, { beforeId, fromId }: Slice): RawBuilder<unknown> {
    const { name, owner } = this.table;
    const before = beforeId === undefined ? sql`` : sql`AND id < ${beforeId}`;
    const from = fromId === undefined ? sql`` : sql`AND id >= ${fromId}`;
    return sql`${sql.raw(name)} WHERE ${sql.raw(owner)} = ${value} ${before} ${from}`;
  }
}
