import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { ClaimOutcome } from '../../../../application/ports/alias-store.js';
import type { Alias } from '../../../../domain/alias.js';
import type { Holder } from '../../../../domain/conflict-policy.js';
import { byAddress } from '../../claim-in-order.js';
import type { SqlDialect } from '../../dialects/dialect.js';
import { Contended } from '../../failures.js';
import { findEach } from '../../find-each.js';
import { repeating, transact } from '../../repeatable-transaction.js';
import { toHolder } from '../to-holder.js';
import type { HaltmanTables } from './tables.js';

/**
 * Claims different addresses in one transaction: those that look free are inserted, and if any was not free any more, all of it is
 * done once more. What each server says of an INSERT of many rows is how many were inserted, not which.
 */
export function claimMany(
  db: Kysely<HaltmanTables>,
  dialect: SqlDialect,
  aliases: readonly Alias[],
  dryRun: boolean,
): Promise<ReadonlyMap<string, ClaimOutcome>> {
  return repeating(async () => {
    const held = await findHolders(db, aliases);
    const free = byAddress(aliases.filter(({ address }) => !held.has(address.value)));
    if (free.length > 0) await transact(db, dryRun, (trx) => insert(trx, dialect, free));
    return new Map(
      aliases.map(({ address }) => {
        const by = held.get(address.value);
        return [address.value, by ? { kind: 'taken', by } : { kind: 'claimed' }];
      }),
    );
  });
}

/** Outside the transaction, for under REPEATABLE READ it would fix what that sees. */
async function findHolders(db: Kysely<HaltmanTables>, aliases: readonly Alias[]): Promise<ReadonlyMap<string, Holder>> {
  const rows = await findEach(
    aliases.map(({ address }) => address.value),
    (values) => db.selectFrom('alias').select(['address', 'goto', 'active']).where('address', 'in', values).execute(),
    (row) => row.address,
  );
  const handles = await findHandles(db, aliases);
  const holders = new Map<string, Holder>();
  for (const { address } of aliases) {
    const row = rows.get(address.value);
    // The handle first, as Postfix asks it first.
    if (handles.has(address.handle.value)) holders.set(address.value, { kind: 'other' });
    else if (row) holders.set(address.value, toHolder(address, { ...row, active: row.active === 1 }));
  }
  return holders;
}

/**
 * The handles are looked at behind the INSERT, and once more where nobody can take one any more: the INSERT holds what a taker of
 * one of them waits for, or waited for them itself. The README beside this file says what that is on each kind of server.
 */
async function insert(trx: Kysely<HaltmanTables>, dialect: SqlDialect, free: readonly Alias[]): Promise<void> {
  const rows = free.map(({ address, goto, active }) => ({
    address: address.value,
    goto: goto.value,
    active: active ? (1 as const) : (0 as const),
  }));
  const inserted = await dialect.insertFree(trx.insertInto('alias').values(rows), 'address');
  if (inserted < free.length || (await findHandles(trx, free, dialect.lockToRead)).size > 0)
    throw new Contended('an address was taken between the look at it and its claim');
}

async function findHandles(
  db: Kysely<HaltmanTables>,
  aliases: readonly Alias[],
  lock: RawBuilder<unknown> = sql``,
): Promise<ReadonlyMap<string, unknown>> {
  return findEach(
    [...new Set(aliases.map(({ address }) => address.handle.value))].sort(),
    (values) => db.selectFrom('alias_handle').select('handle').where('handle', 'in', values).modifyEnd(lock).execute(),
    (row) => row.handle,
  );
}
