import type { Kysely, Selectable } from 'kysely';
import type {
  AliasList,
  AliasQuery,
  AliasRecord,
  AliasStore,
  ClaimOutcome,
  ReviveOutcome,
} from '../../../../application/ports/alias-store.js';
import { Alias } from '../../../../domain/alias.js';
import type { Holder } from '../../../../domain/conflict-policy.js';
import { EmailAddress } from '../../../../domain/email-address.js';
import type { SqlDialect } from '../../dialects/dialect.js';
import type { HaltmanTables } from './tables.js';

/** A holder may vanish between the claim that met it and the look at it, where somebody deletes rows by hand. */
const MAX_CLAIM_ATTEMPTS = 3;

export class HaltmanAliasStore implements AliasStore, AliasList {
  constructor(
    private readonly db: Kysely<HaltmanTables>,
    private readonly dialect: SqlDialect,
  ) {}

  async claim(alias: Alias): Promise<ClaimOutcome> {
    for (let attempt = 1; attempt <= MAX_CLAIM_ATTEMPTS; attempt++) {
      if (await this.insert(alias)) return { kind: 'claimed' };
      const by = await this.findHolder(alias.address);
      if (by) return { kind: 'taken', by };
    }
    throw new Error('an address is neither free nor held: rows come and go under the claim');
  }

  async revive({ address, goto }: Alias): Promise<ReviveOutcome> {
    const { numUpdatedRows } = await this.db
      .updateTable('alias')
      .set({ active: 1, modified: this.dialect.now })
      .where('address', '=', address.value)
      .where('goto', '=', goto.value)
      .executeTakeFirst();
    return numUpdatedRows > 0n ? 'revived' : 'not_held';
  }

  async list({ owner, limit, offset }: AliasQuery): Promise<readonly AliasRecord[]> {
    const rows = await this.db
      .selectFrom('alias')
      .selectAll()
      .$if(owner !== undefined, (query) => query.where('goto', '=', owner?.value ?? ''))
      .orderBy('id', 'desc')
      .limit(limit)
      .offset(offset)
      .execute();
    return rows.map((row) => this.toRecord(row));
  }

  /** One statement decides: the unique address against aliases, `NOT EXISTS` against handles. */
  private async insert({ address, goto, active }: Alias): Promise<boolean> {
    const { numInsertedOrUpdatedRows } = await this.db
      .insertInto('alias')
      .columns(['address', 'goto', 'active'])
      .expression(
        this.db
          .selectNoFrom((eb) => [
            eb.val(address.value).as('address'),
            eb.val(goto.value).as('goto'),
            eb.val(active ? 1 : 0).as('active'),
          ])
          .where((eb) =>
            eb.not(eb.exists(eb.selectFrom('alias_handle').select('id').where('handle', '=', address.handle.value))),
          ),
      )
      .onConflict((conflict) => conflict.column('address').doNothing())
      .executeTakeFirstOrThrow();
    return numInsertedOrUpdatedRows === 1n;
  }

  /** The handle first, as Postfix asks it first: mail for the address goes there, whoever has a row beside it. */
  private async findHolder(address: EmailAddress): Promise<Holder | undefined> {
    const handle = await this.db
      .selectFrom('alias_handle')
      .select('id')
      .where('handle', '=', address.handle.value)
      .executeTakeFirst();
    if (handle) return { kind: 'other' };
    const row = await this.db
      .selectFrom('alias')
      .select(['goto', 'active'])
      .where('address', '=', address.value)
      .executeTakeFirst();
    return row && toHolder(address, row);
  }

  private toRecord(row: Selectable<HaltmanTables['alias']>): AliasRecord {
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

/** A row that is no alias of ours (several destinations, a goto of another form) is nobody's to repeat. */
function toHolder(address: EmailAddress, row: { goto: string; active: number }): Holder {
  const goto = EmailAddress.parse(row.goto);
  const alias = goto.ok ? Alias.of(address, goto.value, row.active === 1) : undefined;
  return alias?.ok ? { kind: 'alias', alias: alias.value } : { kind: 'other' };
}
