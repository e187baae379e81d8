import { type Kysely, type Selectable, sql } from 'kysely';
import type {
  AliasFilter,
  AliasList,
  AliasQuery,
  AliasRecord,
  AliasScan,
  AliasStats,
  AliasStatsQuery,
  AliasStore,
  ClaimManyOptions,
  ClaimOutcome,
  DeactivateOutcome,
  ReviveOutcome,
} from '../../../../application/ports/alias-store.js';
import type { Origin } from '../../../../application/ports/origin.js';
import type { Alias } from '../../../../domain/alias.js';
import type { EmailAddress } from '../../../../domain/addresses/email-address.js';
import { ClaimGroup } from '../../batching/claim-group.js';
import { claimInOrder } from '../../batching/claim-in-order.js';
import { countRows } from '../../statements/count-rows.js';
import type { SqlDialect } from '../../connections/dialect.js';
import { isSpellingOf } from '../../statements/letter-case.js';
import type { RecipientDelimiter } from '../../../../domain/addresses/recipient-delimiter.js';
import { OwnerQuotas } from '../../alias-store/owner-quotas.js';
import { ReadGroup } from '../../batching/read-group.js';
import { readStats } from '../../statements/read-stats.js';
import { retrying } from '../../transactions/retrying.js';
import { countSlices, listSlices, type Slice, slicesOf } from '../../statements/slices.js';
import type { HaltmanActivityLog } from './haltman-activity-log.js';
import { HaltmanClaims } from './haltman-claims.js';
import { HALTMAN_ACTIVE, type HaltmanTables } from './tables.js';

/** The dialect counts rows that are joined to others. So many are looked at in the time of one of those, or passed over by an index. */
const SINGLE_ROWS_PER_ROW = 4;
const INDEXED_ROWS_PER_ROW = 20;

type AliasRow = Selectable<HaltmanTables['alias']>;

export class HaltmanAliasStore implements AliasStore, AliasList {
  private readonly claims: HaltmanClaims;
  private readonly group: ClaimGroup;
  private readonly reads: ReadGroup;
  private readonly quotas: OwnerQuotas;

  constructor(
    private readonly db: Kysely<HaltmanTables>,
    private readonly dialect: SqlDialect,
    private readonly activity: HaltmanActivityLog,
    delimiter: RecipientDelimiter,
  ) {
    this.claims = new HaltmanClaims(db, dialect, activity, delimiter);
    this.group = new ClaimGroup(this.claims);
    this.quotas = new OwnerQuotas(dialect, HALTMAN_ACTIVE.aliases);
    this.reads = new ReadGroup(db, dialect.readsTogether);
  }

  claim(alias: Alias, origin?: Origin, quota?: number): Promise<ClaimOutcome> {
    return this.group.claim({ alias, origin, quota });
  }

  claimMany(aliases: readonly Alias[], { dryRun = false }: ClaimManyOptions = {}): Promise<readonly ClaimOutcome[]> {
    const claims = aliases.map((alias) => ({ alias }));
    return claimInOrder(this.claims, claims, { isTried: dryRun });
  }

  async revive({ address, goto }: Alias, origin?: Origin, quota?: number): Promise<ReviveOutcome> {
    return retrying(() =>
      this.db.transaction().execute(async (trx) => {
        await this.quotas.lock(trx, goto.value, quota);
        const row = await this.lock(trx, address);
        if (!row || !isSpellingOf(row.goto, goto.value)) return 'not_held';
        if (row.active === 1) return 'revived';
        if (await this.quotas.isReached(trx, goto.value, quota)) return 'quota_reached';
        await this.switch(trx, row.id, 1);
        await this.activity.write(trx, 'alias_create', goto, address.value, origin);
        return 'revived';
      }),
    );
  }

  async deactivate(address: EmailAddress, owner: EmailAddress, origin?: Origin): Promise<DeactivateOutcome> {
    return retrying(() =>
      this.db.transaction().execute(async (trx) => {
        const row = await this.lock(trx, address);
        if (!row) return 'not_found';
        if (!isSpellingOf(row.goto, owner.value)) return 'not_owned';
        if (row.active !== 1) return 'inactive';
        await this.switch(trx, row.id, 0);
        await this.activity.write(trx, 'alias_delete', owner, address.value, origin);
        return 'deactivated';
      }),
    );
  }

  async setActive(address: EmailAddress, active: boolean): Promise<'set' | 'not_found'> {
    return retrying(() =>
      this.db.transaction().execute(async (trx) => {
        const row = await this.lock(trx, address);
        if (!row) return 'not_found';
        if ((row.active === 1) !== active) await this.switch(trx, row.id, active ? 1 : 0);
        return 'set';
      }),
    );
  }

  async list({ limit, offset, beforeId, among, ...filter }: AliasQuery): Promise<readonly AliasRecord[]> {
    const { rowsAtATime } = this.dialect;
    // If nothing but the owner narrows the list, the index alone passes over the rows before the offset.
    const passed = rowsAtATime * INDEXED_ROWS_PER_ROW;
    const byIndex = offset + limit > passed ? passed : Infinity;
    const size = among === undefined ? byIndex : this.sliceSize;
    const rows = await listSlices(
      this.slices({ ...filter, beforeId, among }, size),
      { limit, offset },
      (slice, max) => (among === undefined ? Promise.resolve(size) : this.countSlice(filter, slice, max)),
      (slice, part) =>
        this.reads.read(
          this.filtered(filter, slice)
            .select(['id', 'address', 'goto', 'active', 'created', 'modified'])
            .orderBy('id', 'desc')
            .limit(part.limit)
            .offset(part.offset)
            .compile(),
        ),
    );
    return rows.map((row) => this.toRecord(row));
  }

  async idAt({ owner, offset, beforeId }: Parameters<AliasList['idAt']>[0]): Promise<number | undefined> {
    const [row] = await this.reads.read(
      this.filtered({ owner }, { beforeId }).select('id').orderBy('id', 'desc').limit(1).offset(offset).compile(),
    );
    return row?.id;
  }

  async scan({ limit, after, ...filter }: AliasScan): Promise<readonly AliasRecord[]> {
    const rows = await retrying(() =>
      this.filtered(filter)
        .select(['id', 'address', 'goto', 'active', 'created', 'modified'])
        .$if(after !== undefined, (query) => query.where('address', '>', after ?? ''))
        .orderBy('address')
        .limit(limit)
        .execute(),
    );
    return rows.map((row) => this.toRecord(row));
  }

  count({ among, ...filter }: AliasFilter, max: number): Promise<number> {
    const slices = this.slices({ ...filter, among }, among === undefined ? Infinity : this.sliceSize);
    return countSlices(slices, max, (slice, most) => this.countSlice(filter, slice, most));
  }

  stats(query: AliasStatsQuery): Promise<AliasStats> {
    const slices = this.slices({ owner: query.owner, among: query.max }, this.sliceSize);
    const rowsOf = (slice: Slice) =>
      sql`${this.filtered({ owner: query.owner }, slice).select([
        this.dialect.domainOf('address').as('domain'),
        'active',
        'created',
        'modified',
      ])}`;
    return readStats(this.db, this.dialect, slices, rowsOf, sql`active = 1`, query);
  }

  private get sliceSize(): number {
    return this.dialect.rowsAtATime * SINGLE_ROWS_PER_ROW;
  }

  private countSlice(filter: AliasFilter, slice: Slice, max: number): Promise<number> {
    const limited = this.filtered(filter, slice).select('id').limit(max);
    return countRows(this.db, limited, (query) => this.reads.read(query));
  }

  private slices({ owner, ...place }: Pick<AliasQuery, 'owner' | 'among' | 'beforeId'>, size: number) {
    if (!owner) return slicesOf({ ...place, size: Infinity, idAt: () => Promise.resolve(undefined) });
    return slicesOf({ ...place, size, idAt: (at) => this.idAt({ owner, ...at }) });
  }

  private filtered({ owner, active, domain, prefix }: AliasFilter, { beforeId, fromId, among }: Slice = {}) {
    const owned = this.db
      .selectFrom('alias')
      .$if(owner !== undefined, (query) => query.where('goto', '=', owner?.value ?? ''))
      .$if(beforeId !== undefined, (query) => query.where('id', '<', beforeId ?? 0))
      .$if(fromId !== undefined, (query) => query.where('id', '>=', fromId ?? 0));
    // By a LIMIT, for the index on a prefix of `goto` ends no scan at an `id`.
    const looked =
      among === undefined
        ? owned
        : this.db.selectFrom(owned.selectAll().orderBy('id', 'desc').limit(among).as('alias'));
    return looked.where((where) =>
      where.and([
        ...(active === true ? [where('active', '=', 1)] : []),
        ...(active === false ? [where.or([where('active', '=', 0), where('active', 'is', null)])] : []),
        ...(domain ? [where('address', 'like', `%@${domain.value}`)] : []),
        ...(prefix ? [this.dialect.startsWith('address', prefix.value)] : []),
      ]),
    );
  }

  /** The row of this address, in any letter case that finds it. */
  private async lock(trx: Kysely<HaltmanTables>, address: EmailAddress) {
    const row = await trx
      .selectFrom('alias')
      .select(['id', 'address', 'goto', 'active'])
      .where('address', '=', address.value)
      .modifyEnd(this.dialect.lockToWrite)
      .executeTakeFirst();
    return row && isSpellingOf(row.address, address.value) ? row : undefined;
  }

  private async switch(trx: Kysely<HaltmanTables>, id: number, active: 0 | 1): Promise<void> {
    await trx.updateTable('alias').set({ active, modified: this.dialect.now }).where('id', '=', id).execute();
  }

  private toRecord(row: AliasRow): AliasRecord {
    const createdAt = this.dialect.readTime(row.created);
    return {
      id: row.id,
      address: row.address,
      goto: row.goto,
      active: row.active === 1,
      createdAt,
      // Most were never changed, and to read a text takes a while.
      modifiedAt: row.modified === row.created ? createdAt : this.dialect.readTime(row.modified),
    };
  }
}
