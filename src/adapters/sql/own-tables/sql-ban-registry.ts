import type { Kysely, Selectable } from 'kysely';
import type { BanRecord, BanRegistry, NewBan } from '../../../application/ports/ban-registry.js';
import { canonicalAscii } from '../../../domain/ascii.js';
import { BAN_KINDS, type BanKind, type BanTarget } from '../../../domain/ban-target.js';
import type { SqlDialect } from '../connections/dialect.js';
import { retryTransient } from '../transactions/retry-transient.js';
import { BAN_TABLE, type BanRow, type BansDatabase, type BansTableName } from './tables/ban-table.js';

const TYPES = { email: 'email', domain: 'domain', handle: 'name', ip: 'ip' } as const satisfies Record<BanKind, string>;

export class SqlBanRegistry implements BanRegistry {
  constructor(
    private readonly db: Kysely<BansDatabase>,
    private readonly dialect: SqlDialect,
    private readonly table: BansTableName,
  ) {}

  /** Equal text alone, as the column compares it, so that each is found by the index on type and value. */
  async findKind(targets: Iterable<BanTarget>, at: Date): Promise<BanKind | undefined> {
    const all = [...targets];
    const sought = BAN_KINDS.map((kind) => ({
      type: TYPES[kind],
      values: all.filter((target) => target.kind === kind).map(({ value }) => value),
    })).filter(({ values }) => values.length > 0);
    if (sought.length === 0) return undefined;
    const rows = await retryTransient(() =>
      this.inForce(at)
        .select(['ban_type', 'ban_value'])
        .where((is) =>
          is.or(sought.map(({ type, values }) => is.and([is('ban_type', '=', type), is('ban_value', 'in', values)]))),
        )
        .distinct()
        .execute(),
    );
    // A collation that ignores accents finds the bans of other names too.
    const found = new Set(rows.map((row) => `${row.ban_type} ${canonicalAscii(row.ban_value) ?? ''}`));
    const struck = all.filter(({ kind, value }) => found.has(`${TYPES[kind]} ${value}`));
    return BAN_KINDS.find((kind) => struck.some((target) => target.kind === kind));
  }

  async add({ target, reason, createdAt, expiresAt }: NewBan): Promise<BanRecord> {
    const type = TYPES[target.kind];
    await this.db
      .insertInto(this.table)
      .values({
        ban_type: type,
        ban_value: target.value,
        reason,
        created_at: this.dialect.writeTime(createdAt),
        expires_at: expiresAt ? this.dialect.writeTime(expiresAt) : null,
      })
      .execute();
    const row = await this.db
      .selectFrom(this.table)
      .select(BAN_TABLE.use.select)
      .where('ban_type', '=', type)
      .where('ban_value', '=', target.value)
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow();
    return this.toRecord(row);
  }

  async list({ inForceAt, limit }: Parameters<BanRegistry['list']>[0]): Promise<readonly BanRecord[]> {
    const query = inForceAt ? this.inForce(inForceAt) : this.db.selectFrom(this.table);
    const rows = await retryTransient(() =>
      query
        .select(BAN_TABLE.use.select)
        .orderBy('id')
        .$if(limit !== undefined, (all) => all.limit(limit ?? 0))
        .execute(),
    );
    return rows.map((row) => this.toRecord(row));
  }

  async lift(id: number, at: Date): Promise<BanRecord | undefined> {
    await this.db
      .updateTable(this.table)
      .set({ revoked_at: this.dialect.writeTime(at) })
      .where('id', '=', id)
      .where('revoked_at', 'is', null)
      .execute();
    const rows = this.db.selectFrom(this.table).select(BAN_TABLE.use.select);
    const row = await rows.where('id', '=', id).executeTakeFirst();
    return row && this.toRecord(row);
  }

  private inForce(at: Date) {
    return this.db
      .selectFrom(this.table)
      .where('revoked_at', 'is', null)
      .where((is) => is.or([is('expires_at', 'is', null), is('expires_at', '>', this.dialect.writeTime(at))]));
  }

  private toRecord(row: Selectable<BanRow>): BanRecord {
    const optional = (time: unknown) => (time === null ? undefined : this.dialect.readTime(time));
    return {
      id: row.id,
      kind: row.ban_type === TYPES.handle ? 'handle' : row.ban_type,
      value: row.ban_value,
      reason: row.reason,
      createdAt: this.dialect.readTime(row.created_at),
      expiresAt: optional(row.expires_at),
      liftedAt: optional(row.revoked_at),
    };
  }
}
