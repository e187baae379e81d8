import { type Kysely, type Selectable, sql } from 'kysely';
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
import type { InsertedRow, SqlDialect } from '../../dialects/dialect.js';
import { retrying } from '../../retrying.js';
import { toHolder } from '../to-holder.js';
import type { HaltmanTables } from './tables.js';

/** A holder may vanish between the claim that met it and the look at it, where somebody deletes rows by hand. */
const MAX_CLAIM_ATTEMPTS = 3;

type AliasRow = Selectable<HaltmanTables['alias']>;

export class HaltmanAliasStore implements AliasStore, AliasList {
  constructor(
    private readonly db: Kysely<HaltmanTables>,
    private readonly dialect: SqlDialect,
  ) {}

  async claim(alias: Alias): Promise<ClaimOutcome> {
    for (let attempt = 1; attempt <= MAX_CLAIM_ATTEMPTS; attempt++) {
      const claim = await claimUntilKnown(this.db, async (trx) => (await this.insert(trx, alias))?.id);
      if (claim.kind === 'made') return { kind: 'claimed' };
      const row = await this.findRow(alias.address);
      if (row && claim.earlier.includes(row.id) && row.goto === alias.goto.value) return { kind: 'claimed' };
      const by = await this.findHolder(alias.address, row);
      if (by) return { kind: 'taken', by };
    }
    throw new Error('an address is neither free nor held: rows come and go under the claim');
  }

  async revive({ address, goto }: Alias): Promise<ReviveOutcome> {
    return retrying(() =>
      this.db.transaction().execute(async (trx) => {
        const own = trx
          .selectFrom('alias')
          .select('id')
          .where('address', '=', address.value)
          .where('goto', '=', goto.value);
        const row = await own.modifyEnd(this.dialect.lockToWrite).executeTakeFirst();
        if (!row) return 'not_held';
        await trx
          .updateTable('alias')
          .set({ active: 1, modified: this.dialect.now })
          .where('id', '=', row.id)
          .where((where) => where.or([where('active', '=', 0), where('active', 'is', null)]))
          .execute();
        return 'revived';
      }),
    );
  }

  async list({ owner, limit, offset }: AliasQuery): Promise<readonly AliasRecord[]> {
    const rows = await retrying(() =>
      this.db
        .selectFrom('alias')
        .select(['id', 'address', 'goto', 'active', 'created', 'modified'])
        .$if(owner !== undefined, (query) => query.where('goto', '=', owner?.value ?? ''))
        .orderBy('id', 'desc')
        .limit(limit)
        .offset(offset)
        .execute(),
    );
    return rows.map((row) => this.toRecord(row));
  }

  /**
   * One statement decides: the unique address against aliases, `NOT EXISTS` against handles. A handle that is being taken at this
   * moment: the README beside this file says what excludes it on each kind of server.
   */
  private insert(db: Kysely<HaltmanTables>, { address, goto, active }: Alias): Promise<InsertedRow | undefined> {
    const claim = db
      .insertInto('alias')
      .columns(['address', 'goto', 'active'])
      .expression(
        db
          // Not every server takes a WHERE without a FROM.
          .selectFrom(sql<{ one: number }>`(SELECT 1 AS one)`.as('nothing'))
          .select((select) => [
            select.val(address.value).as('address'),
            select.val(goto.value).as('goto'),
            sql<0 | 1>`${sql.lit(active ? 1 : 0)}`.as('active'),
          ])
          .where((where) =>
            where.not(
              where.exists(where.selectFrom('alias_handle').select('id').where('handle', '=', address.handle.value)),
            ),
          ),
      );
    return this.dialect.insertUnlessTaken(claim, 'address', 'id');
  }

  private findRow(address: EmailAddress) {
    return retrying(() =>
      this.db
        .selectFrom('alias')
        .select(['id', 'address', 'goto', 'active'])
        .where('address', '=', address.value)
        .executeTakeFirst(),
    );
  }

  /** The handle first, as Postfix asks it first: mail for the address goes there, whoever has a row beside it. */
  private async findHolder(
    address: EmailAddress,
    row: Pick<AliasRow, 'address' | 'goto' | 'active'> | undefined,
  ): Promise<Holder | undefined> {
    const handle = await retrying(() =>
      this.db.selectFrom('alias_handle').select('id').where('handle', '=', address.handle.value).executeTakeFirst(),
    );
    if (handle) return { kind: 'other' };
    return row && toHolder(address, { ...row, active: row.active === 1 });
  }

  private toRecord(row: AliasRow): AliasRecord {
    return {
      id: row.id,
      address: row.address,
      goto: row.goto,
      active: row.active === 1,
      createdAt: this.dialect.readTime(row.created),
      modifiedAt: this.dialect.readTime(row.modified),
    };
  }
}
