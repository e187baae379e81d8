import type { Kysely } from 'kysely';
import type { ClaimOutcome } from '../../../../application/ports/alias-store.js';
import type { Holder } from '../../../../domain/conflict-policy.js';
import { byAddress } from '../../claim-in-order.js';
import type { Claim, ClaimsOptions, ClaimTransactions } from '../../claim.js';
import type { SqlDialect } from '../../dialects/dialect.js';
import { executeTogether } from '../../execute-together.js';
import { Contended } from '../../failures.js';
import { findByValue } from '../../find-by-value.js';
import { countInserted, insertRows, selectRows } from '../../many-rows.js';
import { Marks } from '../../marks.js';
import { repeating, transact } from '../../repeatable-transaction.js';
import { toHolder } from '../to-holder.js';
import type { HaltmanActivityLog } from './haltman-activity-log.js';
import type { HaltmanTables } from './tables.js';

interface Row {
  readonly id: number;
  readonly address: string;
  readonly goto: string;
  readonly active: number | null;
}

const HANDLES = { table: 'alias_handle', by: 'handle', columns: [] } as const;

/**
 * Claims of different addresses, in one transaction. They are inserted, and then it is looked at whether all of them were free; if one
 * was not, all of it is rolled back, and done once more without those that are held. Where addresses were held last time, that is
 * looked at first. What each server says of an INSERT of many rows is how many were inserted, not which.
 */
export class HaltmanClaims implements ClaimTransactions {
  private looksFirst = false;
  private readonly lockToRead: string;

  constructor(
    private readonly db: Kysely<HaltmanTables>,
    private readonly dialect: SqlDialect,
    private readonly activity: HaltmanActivityLog,
  ) {
    this.lockToRead = dialect.lockToRead.compile(db).sql;
  }

  async claim(claims: readonly Claim[], options: ClaimsOptions = {}): Promise<ReadonlyMap<string, ClaimOutcome>> {
    if (claims.length === 0) return new Map();
    const earlier = new Marks();
    let looks = this.looksFirst;
    const held = await repeating(async () => {
      for (;;) {
        const holders = looks ? await this.findHolders(claims, earlier) : new Map<string, Holder | 'itself'>();
        const free = claims.filter(({ alias }) => !holders.has(alias.address.value));
        if (free.length === 0 || (await this.take(free, options, earlier))) return holders;
        if (looks) throw new Contended('an address was taken between the look at it and its claim');
        looks = true;
      }
    }, options.maxContended);
    this.looksFirst = held.size > 0;
    return new Map(claims.map(({ alias: { address } }) => [address.value, outcomeOf(held.get(address.value))]));
  }

  /** Outside the transaction, for under REPEATABLE READ it would fix what that sees. */
  private async findHolders(claims: readonly Claim[], earlier: Marks): Promise<Map<string, Holder | 'itself'>> {
    const [rows, handles] = await findByValue<[Row, object]>(this.db, this.dialect, [
      { table: 'alias', by: 'address', columns: ['id', 'goto', 'active'], values: addressesOf(claims) },
      { ...HANDLES, values: handlesOf(claims) },
    ]);
    const holders = new Map<string, Holder | 'itself'>();
    for (const { alias } of claims) {
      const { address } = alias;
      const row = rows.get(address.value);
      if (row && earlier.has(row.id) && row.goto === alias.goto.value) holders.set(address.value, 'itself');
      // The handle before the row, as Postfix asks it first.
      else if (handles.has(address.handle.value)) holders.set(address.value, { kind: 'other' });
      else if (row) holders.set(address.value, toHolder(address, { ...row, active: row.active === 1 }));
    }
    return holders;
  }

  /**
   * Whether all of them were free and are taken now. The handles are looked at behind the INSERT, where nobody can take one any more:
   * the INSERT holds what a taker of one of them waits for, or waited for them itself. The README beside this file says what that is
   * on each kind of server.
   */
  private async take(
    free: readonly Claim[],
    { isTried = false, knowsItsOwn = false }: ClaimsOptions,
    earlier: Marks,
  ): Promise<boolean> {
    const inserts = insertRows(
      this.dialect,
      { table: 'alias', columns: { address: 'text', goto: 'text', active: 'number' }, key: 'address' },
      byAddress(free).map(({ alias }) => [alias.address.value, alias.goto.value, alias.active ? 1 : 0]),
    );
    const logs = this.activity.insertsOf('alias_create', free);
    const handles = selectRows(
      this.dialect,
      { ...HANDLES, columns: ['handle'], end: this.lockToRead },
      handlesOf(free),
    );
    // By which they are known again, should the answer to the COMMIT be lost.
    const marks =
      knowsItsOwn && this.dialect.losesAnswers
        ? selectRows(this.dialect, { table: 'alias', columns: ['id'], by: 'address' }, addressesOf(free))
        : [];
    const { isAll } = await earlier.during((made) =>
      transact(
        this.db,
        async (trx) => {
          const answers = await executeTogether(trx, [...inserts, ...logs, ...handles, ...marks]);
          const inserted = countInserted(answers.slice(0, inserts.length));
          const behind = answers.slice(inserts.length + logs.length).map(({ rows }) => rows);
          const isAll = inserted === free.length && !behind.slice(0, handles.length).some((rows) => rows.length > 0);
          if (isAll) made(behind.slice(handles.length).flatMap((rows) => rows.map(({ id }) => Number(id))));
          return { isAll, isChanged: inserted > 0 || logs.length > 0 };
        },
        ({ isAll, isChanged }) => !isChanged || (isAll && !isTried),
      ),
    );
    return isAll;
  }
}

function outcomeOf(holder: Holder | 'itself' | undefined): ClaimOutcome {
  return holder === undefined || holder === 'itself' ? { kind: 'claimed' } : { kind: 'taken', by: holder };
}

function addressesOf(claims: readonly Claim[]): string[] {
  return claims.map(({ alias }) => alias.address.value);
}

/** In one order, for they are locked. */
function handlesOf(claims: readonly Claim[]): string[] {
  return [...new Set(claims.map(({ alias }) => alias.address.handle.value))].sort();
}
