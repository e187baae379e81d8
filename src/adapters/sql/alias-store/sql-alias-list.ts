import { sql } from 'kysely';
import type {
  AliasFilter,
  AliasList,
  AliasQuery,
  AliasRecord,
  AliasScan,
  AliasStats,
  AliasStatsQuery,
} from '../../../application/ports/alias-store.js';
import { ReadGroup } from '../batching/read-group.js';
import type { SqlDialect } from '../connections/dialect.js';
import type { UntypedDatabase } from '../connections/untyped-database.js';
import { countRows } from '../statements/count-rows.js';
import { readStats } from '../statements/read-stats.js';
import { countSlices, listSlices, type Slice, slicesOf } from '../statements/slices.js';
import { retryTransient } from '../transactions/retry-transient.js';
import { type AliasRecords, RecordQueries, type RecordRow } from './alias-records.js';

/**
 * The dialect counts rows that are joined to others. As many rows of a single table are looked at in
 * the time of one of those, or passed over by an index alone.
 */
const SINGLE_ROWS_PER_ROW = 4;
const INDEXED_ROWS_PER_ROW = 20;

export class SqlAliasList implements Omit<AliasList, 'metadataOf'> {
  private readonly reads: ReadGroup;
  private readonly owned: RecordQueries;
  private readonly all: RecordQueries;
  /** How many rows a statement looks at, and how many it passes over before those that it returns. */
  private readonly sliceSize: number;
  private readonly passedSize: number;
  private readonly isJoined: boolean;

  constructor(
    protected readonly db: UntypedDatabase,
    private readonly dialect: SqlDialect,
    records: AliasRecords,
  ) {
    this.reads = new ReadGroup(db, dialect.readsTogether);
    this.owned = new RecordQueries(dialect, records);
    this.all = records.all ? new RecordQueries(dialect, records.all) : this.owned;
    this.isJoined = records.joined !== undefined;
    this.sliceSize = dialect.rowsAtATime * (this.isJoined ? 1 : SINGLE_ROWS_PER_ROW);
    this.passedSize = dialect.rowsAtATime * (this.isJoined ? 1 : INDEXED_ROWS_PER_ROW);
  }

  async list({ limit, offset, beforeId, among, ...filter }: AliasQuery): Promise<readonly AliasRecord[]> {
    const { passedSize } = this;
    const queries = this.queriesOf(filter);
    const end = filter.owner ? queries.newest : queries.newestOfAll;
    // The newest few of an owner's are one statement, if nothing narrows them.
    const isPlain = among === undefined;
    const size = isPlain ? (offset + limit > passedSize ? passedSize : Infinity) : this.sliceSize;
    const rows = await listSlices(
      this.slices({ ...filter, beforeId, among }, size),
      { limit, offset },
      (slice, max) => (isPlain && !this.isJoined ? Promise.resolve(size) : this.countSlice(filter, slice, max)),
      (slice, part) =>
        this.reads.read(
          sql<RecordRow>`SELECT ${queries.selected} ${queries.from(filter, slice)}
            ${end} LIMIT ${part.limit} OFFSET ${part.offset}`.compile(this.db),
        ),
    );
    return rows.map((row) => queries.toRecord(row));
  }

  async idAt({ owner, offset, beforeId }: Parameters<AliasList['idAt']>[0]): Promise<number | undefined> {
    const queries = this.owned;
    const query = sql<{ readonly id: number }>`
      SELECT p.id ${queries.fromNumbered(owner.value, { beforeId })} ${queries.newest} LIMIT 1 OFFSET ${offset}`;
    const [row] = await this.reads.read(query.compile(this.db));
    return row?.id;
  }

  async scan({ limit, after, ...filter }: AliasScan): Promise<readonly AliasRecord[]> {
    const queries = this.queriesOf(filter);
    const query = sql<RecordRow>`SELECT ${queries.selected} ${queries.from({ ...filter, after })}
      ORDER BY ${queries.address} LIMIT ${limit}`;
    const { rows } = await retryTransient(() => query.execute(this.db));
    return rows.map((row) => queries.toRecord(row));
  }

  count({ among, ...filter }: AliasFilter, max: number): Promise<number> {
    const size = among === undefined && !this.isJoined ? Infinity : this.sliceSize;
    const slices = this.slices({ ...filter, among }, size);
    return countSlices(slices, max, (slice, most) => this.countSlice(filter, slice, most));
  }

  stats({ owner, ...query }: AliasStatsQuery): Promise<AliasStats> {
    const queries = this.owned;
    const slices = this.slices({ owner, among: query.max }, this.sliceSize);
    const rowsOf = (slice: Slice) => sql`SELECT ${queries.counted} ${queries.from({ owner }, slice)}`;
    return readStats(this.db, this.dialect, slices, rowsOf, queries.isActive, { owner, ...query });
  }

  private countSlice(filter: AliasFilter, slice: Slice, max: number): Promise<number> {
    const limited = sql`SELECT 1 AS one ${this.queriesOf(filter).from(filter, slice)} LIMIT ${max}`;
    return countRows(this.db, limited, (query) => this.reads.read(query));
  }

  private queriesOf({ owner }: AliasFilter): RecordQueries {
    return owner ? this.owned : this.all;
  }

  private slices({ owner, ...place }: Pick<AliasQuery, 'owner' | 'among' | 'beforeId'>, size: number) {
    if (!owner) return slicesOf({ ...place, size: Infinity, idAt: () => Promise.resolve(undefined) });
    return slicesOf({ ...place, size, idAt: (at) => this.idAt({ owner, ...at }) });
  }
}
