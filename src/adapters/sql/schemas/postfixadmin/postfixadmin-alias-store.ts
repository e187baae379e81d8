import type { Kysely } from 'kysely';
import type {
  AliasList,
  AliasQuery,
  AliasRecord,
  AliasStore,
  ClaimOutcome,
  ReviveOutcome,
} from '../../../../application/ports/alias-store.js';
import type { Alias } from '../../../../domain/alias.js';
import type { Holder } from '../../../../domain/conflict-policy.js';
import type { EmailAddress } from '../../../../domain/email-address.js';
import { claimUntilKnown } from '../../claim-until-known.js';
import { isOn, type SqlDialect } from '../../dialects/dialect.js';
import { retrying } from '../../retrying.js';
import { toHolder } from '../to-holder.js';
import { enterDomain } from './enter-domain.js';
import type { PostfixadminTables } from './tables.js';

/** A holder may vanish between the claim that met it and the look at it, where PostfixAdmin deletes rows meanwhile. */
const MAX_CLAIM_ATTEMPTS = 3;

/** What holds an address, as far as rows tell. */
interface Held {
  /** The number of our own row, where the address was given out by us. */
  readonly claimId: number | undefined;
  readonly by: Holder;
}

export class PostfixadminAliasStore implements AliasStore, AliasList {
  constructor(
    private readonly db: Kysely<PostfixadminTables>,
    private readonly dialect: SqlDialect,
  ) {}

  async claim(alias: Alias): Promise<ClaimOutcome> {
    for (let attempt = 1; attempt <= MAX_CLAIM_ATTEMPTS; attempt++) {
      let limit: number | undefined;
      const claim = await claimUntilKnown(this.db, async (trx) => {
        const domain = await enterDomain(trx, this.dialect, alias.address);
        limit = undefined;
        if (await this.findHeld(trx, alias.address, domain.twins)) return undefined;
        limit = await domain.reachedLimit();
        return limit === undefined ? this.insert(trx, alias) : undefined;
      });
      if (claim.kind === 'made') return { kind: 'claimed' };
      if (limit !== undefined) return { kind: 'limit_reached', limit };
      const held = await this.lookAt(alias.address);
      if (held?.claimId !== undefined && claim.earlier.includes(held.claimId)) return { kind: 'claimed' };
      if (held) return { kind: 'taken', by: held.by };
    }
    throw new Error('an address is neither free nor held: rows come and go under the claim');
  }

  /** Only a row that still goes to its owner and nowhere else: what an administrator made of it since is not ours to undo. */
  async revive({ address, goto }: Alias): Promise<ReviveOutcome> {
    return retrying(() =>
      this.db.transaction().execute(async (trx) => {
        const own = trx
          .selectFrom('alias')
          .select('active')
          .where('address', '=', address.value)
          .where('goto', '=', goto.value)
          .where((where) =>
            where.exists(
              where
                .selectFrom('postern_alias as p')
                .select('p.id')
                .where('p.address', '=', address.value)
                .where('p.owner_email', '=', goto.value),
            ),
          );
        const row = await own.modifyEnd(this.dialect.lockToWrite).executeTakeFirst();
        if (!row) return 'not_held';
        if (!isOn(row.active))
          await trx
            .updateTable('alias')
            .set({ active: this.dialect.writeFlag(true), modified: this.dialect.now })
            .where('address', '=', address.value)
            .execute();
        return 'revived';
      }),
    );
  }

  /** An owner's are those that were given out to them. All: those of PostfixAdmin's too, but its rows for mailboxes. */
  async list({ owner, limit, offset }: AliasQuery): Promise<readonly AliasRecord[]> {
    const rows = await retrying(() =>
      this.db
        .selectFrom('alias as a')
        .leftJoin('postern_alias as p', 'p.address', 'a.address')
        .select(['p.id', 'a.address', 'a.goto', 'a.active', 'a.created', 'a.modified'])
        .whereRef('a.goto', '!=', 'a.address')
        .$if(owner !== undefined, (query) => query.where('p.owner_email', '=', owner?.value ?? ''))
        .$if(owner === undefined, (query) => query.orderBy('a.created', 'desc'))
        .orderBy((order) => order.fn.coalesce('p.id', order.lit(0)), 'desc')
        .orderBy('a.address')
        .limit(limit)
        .offset(offset)
        .execute(),
    );
    return rows.map((row) => ({
      id: row.id ?? undefined,
      address: row.address,
      goto: row.goto,
      active: isOn(row.active),
      createdAt: this.dialect.readTime(row.created),
      modifiedAt: this.dialect.readTime(row.modified),
    }));
  }

  /** Returns the number of our row, which no other claim has. */
  private async insert(db: Kysely<PostfixadminTables>, { address, goto, active }: Alias): Promise<number | undefined> {
    const row = await this.dialect.insertUnlessTaken(
      db.insertInto('alias').values({
        address: address.value,
        goto: goto.value,
        domain: address.domain.value,
        created: this.dialect.now,
        modified: this.dialect.now,
        active: this.dialect.writeFlag(active),
      }),
      'address',
    );
    if (!row) return undefined;
    const own = db.insertInto('postern_alias').values({ address: address.value, owner_email: goto.value });
    const claim = await this.dialect.insertUnlessTaken(own, 'address', 'id');
    if (claim?.id === undefined) throw new Error('an address was given out while its domain was entered');
    await db
      .insertInto('postern_activity')
      .values({ owner_email: goto.value, type: 'alias_create', address: address.value })
      .execute();
    return claim.id;
  }

  private lookAt(address: EmailAddress): Promise<Held | undefined> {
    return retrying(() =>
      this.db.transaction().execute(async (trx) => {
        const { twins } = await enterDomain(trx, this.dialect, address);
        return this.findHeld(trx, address, twins);
      }),
    );
  }

  private async findHeld(
    db: Kysely<PostfixadminTables>,
    address: EmailAddress,
    twins: readonly string[],
  ): Promise<Held | undefined> {
    const mailbox = await db
      .selectFrom('mailbox')
      .select('username')
      .where('username', 'in', [address.value, ...twins])
      .executeTakeFirst();
    if (mailbox) return { claimId: undefined, by: { kind: 'other' } };
    const claims = await db
      .selectFrom('postern_alias')
      .select(['id', 'address', 'owner_email'])
      .where('address', 'in', [address.value, ...twins])
      .execute();
    const rows = await db
      .selectFrom('alias')
      .select(['address', 'goto', 'active'])
      .where('address', 'in', [address.value, ...twins])
      .execute();
    const claim = claims.find((one) => one.address === address.value);
    const row = rows.find((one) => one.address === address.value);
    if (!claim || row?.goto !== claim.owner_email)
      return claims.length + rows.length > 0 ? { claimId: claim?.id, by: { kind: 'other' } } : undefined;
    return { claimId: claim.id, by: toHolder(address, { ...row, active: isOn(row.active) }) };
  }
}
