import type { CompiledQuery, Kysely } from 'kysely';
import type { ClaimOutcome } from '../../../../application/ports/alias-store.js';
import type { Holder } from '../../../../domain/conflict-policy.js';
import { byAddress } from '../../batching/claim-in-order.js';
import { ClaimObstacles } from '../../alias-store/claim-obstacles.js';
import type { Claim, ClaimsOptions, ClaimTransactions } from '../../batching/claim.js';
import type { SqlDialect } from '../../connections/dialect.js';
import { EarlierClaims } from '../../alias-store/earlier-claims.js';
import { executeByName, type NamedResult } from '../../connections/execute-together.js';
import { Contended } from '../../connections/failures.js';
import { findByValue } from '../../statements/find-by-value.js';
import { canonicalText, isSpellingOf } from '../../statements/letter-case.js';
import { insertRows, selectRows } from '../../statements/many-rows.js';
import { Marks } from '../../transactions/marks.js';
import type { RecipientDelimiter } from '../../../../domain/addresses/recipient-delimiter.js';
import { OwnerQuotas } from '../../alias-store/owner-quotas.js';
import { repeating, transact } from '../../transactions/repeatable-transaction.js';
import { toHolder } from '../../alias-store/to-holder.js';
import type { HaltmanActivityLog } from './haltman-activity-log.js';
import { HALTMAN_ACTIVE, HALTMAN_OBSTACLES, type HaltmanTables } from './tables.js';

interface AliasRow {
  readonly id: number;
  readonly address: string;
  readonly goto: string;
  readonly active: number | null;
}

interface HandleRow {
  readonly handle: string;
  readonly address: string | null;
}

type Holders = ReadonlyMap<string, Holder | 'itself'>;

const NONE: Holders = new Map<string, never>();
const OTHER: Holder = { kind: 'other' };
const ALIASES = { table: 'alias', by: 'address' } as const;
const HANDLES = { table: 'alias_handle', by: 'handle' } as const;

/**
 * Claims of different addresses, in one transaction. They are inserted, and what else may be in their way is looked for behind that; if
 * one was not free, all of it is rolled back, and done once more without those that are held. If addresses were held last time, that is
 * looked at first. What each server says of an INSERT of many rows is how many were inserted, not which.
 */
export class HaltmanClaims implements ClaimTransactions {
  private looksFirst = false;
  private readonly lockToRead: string;
  private readonly obstacles: ClaimObstacles;
  private readonly quotas: OwnerQuotas;

  constructor(
    private readonly db: Kysely<HaltmanTables>,
    private readonly dialect: SqlDialect,
    private readonly activity: HaltmanActivityLog,
    private readonly delimiter: RecipientDelimiter,
  ) {
    this.lockToRead = dialect.lockToRead.compile(db).sql;
    this.obstacles = new ClaimObstacles(dialect, delimiter, HALTMAN_OBSTACLES);
    this.quotas = new OwnerQuotas(dialect, HALTMAN_ACTIVE.aliases);
  }

  async claim(claims: readonly Claim[], options: ClaimsOptions = {}): Promise<ReadonlyMap<string, ClaimOutcome>> {
    if (claims.length === 0) return new Map();
    const earlier = new Marks();
    const over = new Map<string, ClaimOutcome>();
    let looks = this.looksFirst;
    const held = await repeating(async () => {
      for (;;) {
        const holders = looks ? await this.findHolders(claims, earlier) : NONE;
        const free = claims.filter(({ alias: { address } }) => !holders.has(address.value) && !over.has(address.value));
        if (free.length === 0) return holders;
        const { isAll, overQuota } = await this.take(free, options, earlier, looks);
        if (isAll) return holders;
        for (const { alias, quota = 0 } of overQuota) over.set(alias.address.value, { kind: 'quota_reached', quota });
        if (overQuota.size > 0) continue;
        if (looks) throw new Contended('an address was taken between the look at it and its claim');
        looks = true;
      }
    }, options.maxContended);
    this.looksFirst = held.size > 0;
    return new Map(
      claims.map(({ alias: { address } }) => [
        address.value,
        over.get(address.value) ?? outcomeOf(held.get(address.value)),
      ]),
    );
  }

  /** Outside the transaction, for under REPEATABLE READ it would fix what that sees. */
  private async findHolders(claims: readonly Claim[], earlier: Marks): Promise<Holders> {
    const [rows, handles] = await findByValue<[AliasRow, HandleRow]>(this.db, this.dialect, [
      {
        ...ALIASES,
        columns: ['id', 'goto', 'active'],
        values: [...new Set([...addressesOf(claims), ...this.basesOf(claims)])],
      },
      { ...HANDLES, columns: ['address'], values: this.handlesOf(claims) },
    ]);
    const holders = new Map<string, Holder | 'itself'>();
    for (const claim of claims) {
      const { address, goto } = claim.alias;
      const row = rows.get(address.value);
      if (row && earlier.has(row.id) && row.goto === goto.value) holders.set(address.value, 'itself');
      // The handle before the row, as Postfix asks it first.
      else if (this.isHandleHeld(claim, handles)) holders.set(address.value, OTHER);
      else if (row) holders.set(address.value, toHolder(address, { ...row, active: row.active === 1 }));
      else if (this.isBaseHeld(claim, rows)) holders.set(address.value, OTHER);
    }
    const free = claims.filter(({ alias }) => !holders.has(alias.address.value));
    const obstructed = await this.obstacles.find(this.db, free);
    const granted = new EarlierClaims(this.delimiter);
    for (const claim of free)
      if (obstructed.has(claim) || granted.areInTheWayOf(claim.alias)) holders.set(claim.alias.address.value, OTHER);
      else granted.add(claim.alias);
    return holders;
  }

  /**
   * Whether all of them were free, with room for them, and are taken now; `overQuota` is empty unless all were free. What else may be in
   * their way is looked for behind the INSERT, when nobody can put it there any more: the INSERT holds what such a one waits for, or
   * waited for them itself. The README beside this file says what that is on each kind of server. Quotas are counted behind it too: no
   * plain read may come before the INSERT, as under REPEATABLE READ the first one fixes what all of them see.
   */
  private async take(
    free: readonly Claim[],
    options: ClaimsOptions,
    earlier: Marks,
    isLookedFor: boolean,
  ): Promise<{ readonly isAll: boolean; readonly overQuota: ReadonlySet<Claim> }> {
    const statements = this.statementsOf(free, options, isLookedFor);
    return earlier.during((made) =>
      transact(
        this.db,
        async (trx) => {
          await this.quotas.lockAll(trx, free);
          const found = await executeByName(trx, statements);
          const inserted = found('inserts').affected;
          const handles = byName<HandleRow>(found('handles'), 'handle');
          const bases = byName<AliasRow>(found('bases'), 'address');
          const areFree =
            inserted === free.length &&
            !free.some(
              (claim) =>
                this.isHandleHeld(claim, handles) ||
                this.isBaseHeld(claim, bases) ||
                this.obstacles.isHit(claim, found),
            );
          const overQuota = areFree ? await this.quotas.findOver(trx, free, { areAdded: true }) : new Set<Claim>();
          const isAll = areFree && overQuota.size === 0;
          if (isAll) made(idsOf(found('marks')));
          return { isAll, isChanged: inserted > 0 || statements.logs.length > 0, overQuota };
        },
        ({ isAll, isChanged }) => !isChanged || (isAll && options.isTried !== true),
      ),
    );
  }

  /** In their order: locks, then what is locked, then plain reads, which see what was committed before the locks were granted. */
  private statementsOf(free: readonly Claim[], { knowsItsOwn = false }: ClaimsOptions, isLookedFor: boolean) {
    const { dialect, lockToRead: end } = this;
    const bases = this.basesOf(free);
    const lock = bases.length > 0 ? dialect.lockAgainstClaims?.('alias').compile(this.db) : undefined;
    return {
      locks: lock ? [lock] : [],
      inserts: insertRows(
        dialect,
        { table: 'alias', columns: { address: 'text', goto: 'text', active: 'number' }, key: 'address' },
        byAddress(free).map(({ alias }) => [alias.address.value, alias.goto.value, alias.active ? 1 : 0]),
      ),
      logs: this.activity.insertsOf('alias_create', free),
      handles: selectRows(dialect, { ...HANDLES, columns: ['handle', 'address'], end }, this.handlesOf(free)),
      bases: selectRows(dialect, { ...ALIASES, columns: ['address', 'goto'], end }, bases),
      ...this.obstacles.queries(free, isLookedFor),
      // By which they are known again, should the answer to the COMMIT be lost.
      marks:
        knowsItsOwn && dialect.losesAnswers
          ? selectRows(dialect, { ...ALIASES, columns: ['id'] }, addressesOf(free))
          : [],
    } satisfies Record<string, readonly CompiledQuery[]>;
  }

  /** Whether the handle is taken on every domain, or its base by another owner. */
  private isHandleHeld({ alias: { address, goto } }: Claim, handles: ReadonlyMap<string, HandleRow>): boolean {
    if (handles.size === 0) return false;
    if (handles.has(address.handle.value)) return true;
    const base = this.delimiter.baseOf(address.handle)?.value ?? '';
    const row = handles.get(base);
    return row !== undefined && isSpellingOf(row.handle, base) && !isSpellingOf(row.address, goto.value);
  }

  /** Whether the address that this one extends is another owner's. */
  private isBaseHeld({ alias: { address, goto } }: Claim, rows: ReadonlyMap<string, AliasRow>): boolean {
    if (rows.size === 0) return false;
    const base = this.delimiter.baseAddressOf(address)?.value ?? '';
    const row = rows.get(base);
    return row !== undefined && isSpellingOf(row.address, base) && !isSpellingOf(row.goto, goto.value);
  }

  /** In one order, for they are locked. */
  private handlesOf(claims: readonly Claim[]): readonly string[] {
    const handles = claims.map(({ alias }) => alias.address.handle);
    const bases = handles.flatMap((handle) => this.delimiter.baseOf(handle) ?? []);
    return [...new Set([...handles, ...bases].map(({ value }) => value))].sort();
  }

  private basesOf(claims: readonly Claim[]): readonly string[] {
    const bases = claims.flatMap(({ alias }) => this.delimiter.baseAddressOf(alias.address)?.value ?? []);
    return [...new Set(bases)].sort();
  }
}

function outcomeOf(holder: Holder | 'itself' | undefined): ClaimOutcome {
  return holder === undefined || holder === 'itself' ? { kind: 'claimed' } : { kind: 'taken', by: holder };
}

function addressesOf(claims: readonly Claim[]): string[] {
  return claims.map(({ alias }) => alias.address.value);
}

function idsOf({ rows }: NamedResult): readonly number[] {
  return rows.map(({ id }) => Number(id));
}

function byName<Row extends object>({ rows }: NamedResult, column: string): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [canonicalText(row[column]), row as Row]));
}
