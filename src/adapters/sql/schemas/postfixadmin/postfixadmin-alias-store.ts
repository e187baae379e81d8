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
import { isOn, type SqlDialect } from '../../connections/dialect.js';
import { isSpellingOf } from '../../statements/letter-case.js';
import type { RecipientDelimiter } from '../../../../domain/addresses/recipient-delimiter.js';
import { OwnerQuotas } from '../../alias-store/owner-quotas.js';
import { ReadGroup } from '../../batching/read-group.js';
import { readStats } from '../../statements/read-stats.js';
import { retrying } from '../../transactions/retrying.js';
import { countSlices, listSlices, type Slice, slicesOf } from '../../statements/slices.js';
import type { PostfixadminActivityLog } from './postfixadmin-activity-log.js';
import { PostfixadminClaims } from './postfixadmin-claims.js';
import { activeRows, type PostfixadminTables } from './tables.js';

export class PostfixadminAliasStore implements AliasStore, AliasList {
  private readonly claims: PostfixadminClaims;
  private readonly group: ClaimGroup;
  private readonly reads: ReadGroup;
  private readonly quotas: OwnerQuotas;

  constructor(
    private readonly db: Kysely<PostfixadminTables>,
    private readonly dialect: SqlDialect,
    private readonly activity: PostfixadminActivityLog,
    delimiter: RecipientDelimiter,
  ) {
    this.claims = new PostfixadminClaims(db, dialect, activity, delimiter);
    this.group = new ClaimGroup(this.claims);
    this.quotas = new OwnerQuotas(dialect, activeRows(dialect).aliases);
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
        if (row?.owner !== goto.value) return 'not_held';
        if (isOn(row.active)) return 'revived';
        if (await this.quotas.isReached(trx, goto.value, quota)) return 'quota_reached';
        await this.switch(trx, address, true);
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
        if (row.owner !== owner.value) return 'not_owned';
        if (!isOn(row.active)) return 'inactive';
        await this.switch(trx, address, false);
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
        if (isOn(row.active) !== active) await this.switch(trx, address, active);
        return 'set';
      }),
    );
  }

  /** An owner's are those that were given out to them. All: those of PostfixAdmin's too, but its rows for mailboxes. */
  async list({ limit, offset, beforeId, among, ...filter }: AliasQuery): Promise<readonly AliasRecord[]> {
    // The newest few of an owner's are one statement, if nothing narrows them.
    const isShort = among === undefined && offset + limit <= this.dialect.rowsAtATime;
    const rows = await listSlices(
      this.slices({ ...filter, beforeId, among }, isShort),
      { limit, offset },
      (slice, max) => this.countSlice(filter, slice, max),
      (slice, part) =>
        this.reads.read(
          this.filtered(filter, slice)
            .select(['p.id', 'a.address', 'a.goto', 'a.active', 'a.created', 'a.modified'])
            // An owner's rows all have a number, and its index gives them in order.
            .$if(filter.owner !== undefined, (query) => query.orderBy('p.id', 'desc'))
            .$if(filter.owner === undefined, (query) =>
              query
                .orderBy('a.created', 'desc')
                .orderBy((order) => order.fn.coalesce('p.id', order.lit(0)), 'desc')
                .orderBy('a.address'),
            )
            .limit(part.limit)
            .offset(part.offset)
            .compile(),
        ),
    );
    return rows.map((row) => this.toRecord(row));
  }

  async scan({ limit, after, ...filter }: AliasScan): Promise<readonly AliasRecord[]> {
    const rows = await retrying(() =>
      this.filtered(filter)
        .select(['p.id', 'a.address', 'a.goto', 'a.active', 'a.created', 'a.modified'])
        .$if(after !== undefined, (query) => query.where('a.address', '>', after ?? ''))
        .orderBy('a.address')
        .limit(limit)
        .execute(),
    );
    return rows.map((row) => this.toRecord(row));
  }

  /** Of what was given out, whether PostfixAdmin still has it or not. */
  async idAt({ owner, offset, beforeId }: Parameters<AliasList['idAt']>[0]): Promise<number | undefined> {
    const [row] = await this.reads.read(
      this.db
        .selectFrom('postern_alias')
        .select('id')
        .where('owner_email', '=', owner.value)
        .$if(beforeId !== undefined, (query) => query.where('id', '<', beforeId ?? 0))
        .orderBy('id', 'desc')
        .limit(1)
        .offset(offset)
        .compile(),
    );
    return row?.id;
  }

  count({ among, ...filter }: AliasFilter, max: number): Promise<number> {
    const slices = this.slices({ ...filter, among });
    return countSlices(slices, max, (slice, most) => this.countSlice(filter, slice, most));
  }

  stats(query: AliasStatsQuery): Promise<AliasStats> {
    const { owner } = query;
    const rowsOf = (slice: Slice) =>
      sql`${this.filtered({ owner }, slice).select(['a.domain', 'a.active', 'a.created', 'a.modified'])}`;
    const isActive = sql`active = ${this.dialect.writeFlag(true)}`;
    return readStats(this.db, this.dialect, this.slices({ owner, among: query.max }), rowsOf, isActive, query);
  }

  private countSlice(filter: AliasFilter, slice: Slice, max: number): Promise<number> {
    const limited = this.filtered(filter, slice).select('a.address').limit(max);
    return countRows(this.db, limited, (query) => this.reads.read(query));
  }

  /** Of what was given out: each row is looked for in PostfixAdmin's table. */
  private slices({ owner, ...place }: Pick<AliasQuery, 'owner' | 'among' | 'beforeId'>, isShort = false) {
    if (!owner || isShort) return slicesOf({ ...place, size: Infinity, idAt: () => Promise.resolve(undefined) });
    return slicesOf({ ...place, size: this.dialect.rowsAtATime, idAt: (at) => this.idAt({ owner, ...at }) });
  }

  private filtered({ owner, active, domain, prefix }: AliasFilter, { beforeId, fromId, among }: Slice = {}) {
    const given = this.db
      .selectFrom('postern_alias')
      .select(['id', 'address', 'owner_email'])
      .$if(owner !== undefined, (query) => query.where('owner_email', '=', owner?.value ?? ''))
      .$if(beforeId !== undefined, (query) => query.where('id', '<', beforeId ?? 0))
      .$if(fromId !== undefined, (query) => query.where('id', '>=', fromId ?? 0))
      .$if(among !== undefined, (query) => query.orderBy('id', 'desc').limit(among ?? 0));
    return this.db
      .selectFrom('alias as a')
      .leftJoin(given.as('p'), 'p.address', 'a.address')
      .whereRef('a.goto', '!=', 'a.address')
      .where((where) =>
        where.and([
          ...(owner ? [where('p.owner_email', '=', owner.value)] : []),
          ...(active === undefined ? [] : [where('a.active', '=', this.dialect.writeFlag(active))]),
          ...(domain ? [where('a.domain', '=', domain.value)] : []),
          ...(prefix ? [this.dialect.startsWith('a.address', prefix.value)] : []),
        ]),
      );
  }

  /**
   * The row of this address. Its owner is who it was given out to, but only while it goes there and nowhere else: what an
   * administrator made of it is not ours to undo.
   */
  private async lock(trx: Kysely<PostfixadminTables>, address: EmailAddress) {
    const row = await trx
      .selectFrom('alias')
      .select(['address', 'goto', 'active'])
      .where('address', '=', address.value)
      .modifyEnd(this.dialect.lockToWrite)
      .executeTakeFirst();
    if (!row || !isSpellingOf(row.address, address.value)) return undefined;
    const claim = await trx
      .selectFrom('postern_alias')
      .select('owner_email')
      .where('address', '=', address.value)
      .executeTakeFirst();
    const owner = claim && isSpellingOf(row.goto, claim.owner_email) ? claim.owner_email : undefined;
    return { active: row.active, owner };
  }

  private async switch(trx: Kysely<PostfixadminTables>, address: EmailAddress, active: boolean): Promise<void> {
    await trx
      .updateTable('alias')
      .set({ active: this.dialect.writeFlag(active), modified: this.dialect.now })
      .where('address', '=', address.value)
      .execute();
  }

  private toRecord(row: Omit<Selectable<PostfixadminTables['alias']>, 'domain'> & { id: number | null }): AliasRecord {
    const createdAt = this.dialect.readTime(row.created);
    return {
      id: row.id ?? undefined,
      address: row.address,
      goto: row.goto,
      active: isOn(row.active),
      createdAt,
      // Most were never changed, and to read a text takes a while.
      modifiedAt: row.modified === row.created ? createdAt : this.dialect.readTime(row.modified),
    };
  }
}
