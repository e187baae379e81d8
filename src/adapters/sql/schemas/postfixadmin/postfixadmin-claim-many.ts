import type { Kysely } from 'kysely';
import type { ClaimOutcome } from '../../../../application/ports/alias-store.js';
import type { Alias } from '../../../../domain/alias.js';
import type { Holder } from '../../../../domain/conflict-policy.js';
import type { EmailAddress } from '../../../../domain/email-address.js';
import { byAddress } from '../../claim-in-order.js';
import { isOn, type SqlDialect } from '../../dialects/dialect.js';
import { Contended } from '../../failures.js';
import { findEach } from '../../find-each.js';
import { repeating, transact } from '../../repeatable-transaction.js';
import { toHolder } from '../to-holder.js';
import { type EnteredDomains, enterDomains } from './enter-domains.js';
import type { PostfixadminTables } from './tables.js';

/**
 * Claims different addresses in one transaction. Their domains are entered first, so what is read then stays true but for what
 * PostfixAdmin writes, which takes no locks: if any address was not free any more, all of it is done once more.
 */
export function claimMany(
  db: Kysely<PostfixadminTables>,
  dialect: SqlDialect,
  aliases: readonly Alias[],
  dryRun: boolean,
): Promise<ReadonlyMap<string, ClaimOutcome>> {
  if (aliases.length === 0) return Promise.resolve(new Map());
  return repeating(() =>
    transact(db, dryRun, async (trx) => {
      const domains = await enterDomains(
        trx,
        dialect,
        aliases.map(({ address }) => address.domain),
      );
      const outcomes = decide(aliases, domains, await readHeld(trx, aliases, domains));
      const claimed = aliases.filter(({ address }) => outcomes.get(address.value)?.kind === 'claimed');
      if (claimed.length > 0) await insert(trx, dialect, byAddress(claimed));
      return outcomes;
    }),
  );
}

/** What rows of ours and of PostfixAdmin's say of addresses. */
interface Held {
  /** Whether somebody took the handle on every domain. */
  hasHandle(address: EmailAddress): boolean;
  /** Whether anything at all has the address. */
  has(address: string): boolean;
  /** Who holds an address that is held. */
  holderOf(alias: Alias): Holder;
}

async function readHeld(
  trx: Kysely<PostfixadminTables>,
  aliases: readonly Alias[],
  { twinsOf }: EnteredDomains,
): Promise<Held> {
  const addresses = [...new Set(aliases.flatMap(({ address }) => [address.value, ...twinsOf(address)]))].sort();
  const handles = await findEach(
    [...new Set(aliases.map(({ address }) => address.handle.value))].sort(),
    (values) => trx.selectFrom('postern_handle').select('handle').where('handle', 'in', values).execute(),
    (row) => row.handle,
  );
  const mailboxes = await findEach(
    addresses,
    (values) => trx.selectFrom('mailbox').select('username').where('username', 'in', values).execute(),
    (row) => row.username,
  );
  const claims = await findEach(
    addresses,
    (values) =>
      trx.selectFrom('postern_alias').select(['address', 'owner_email']).where('address', 'in', values).execute(),
    (row) => row.address,
  );
  const rows = await findEach(
    addresses,
    (values) => trx.selectFrom('alias').select(['address', 'goto', 'active']).where('address', 'in', values).execute(),
    (row) => row.address,
  );
  return {
    hasHandle: ({ handle }) => handles.has(handle.value),
    has: (address) => mailboxes.has(address) || claims.has(address) || rows.has(address),
    holderOf: ({ address }) => {
      const row = rows.get(address.value);
      const isOurs = row && claims.get(address.value)?.owner_email === row.goto;
      if (!isOurs || [address.value, ...twinsOf(address)].some((one) => mailboxes.has(one))) return { kind: 'other' };
      return toHolder(address, { ...row, active: isOn(row.active) });
    },
  };
}

/** As if they came one after another: each is in the way of its twins, and takes one of what is left to its domain. */
function decide(aliases: readonly Alias[], { twinsOf, limits }: EnteredDomains, held: Held): Map<string, ClaimOutcome> {
  const outcomes = new Map<string, ClaimOutcome>();
  const left = new Map([...limits].map(([domain, limit]) => [domain, limit.left]));
  for (const alias of aliases) {
    const { address } = alias;
    const twins = twinsOf(address);
    const limit = limits.get(address.domain.value)?.limit;
    const room = left.get(address.domain.value) ?? Infinity;
    if (held.hasHandle(address)) outcomes.set(address.value, { kind: 'taken', by: { kind: 'other' } });
    else if (held.has(address.value)) outcomes.set(address.value, { kind: 'taken', by: held.holderOf(alias) });
    else if (twins.some((twin) => held.has(twin) || outcomes.get(twin)?.kind === 'claimed'))
      outcomes.set(address.value, { kind: 'taken', by: { kind: 'other' } });
    else if (limit !== undefined && room === 0) outcomes.set(address.value, { kind: 'limit_reached', limit });
    else {
      outcomes.set(address.value, { kind: 'claimed' });
      left.set(address.domain.value, room - 1);
    }
  }
  return outcomes;
}

async function insert(trx: Kysely<PostfixadminTables>, dialect: SqlDialect, claimed: readonly Alias[]): Promise<void> {
  const rows = claimed.map(({ address, goto, active }) => ({
    address: address.value,
    goto: goto.value,
    domain: address.domain.value,
    created: dialect.now,
    modified: dialect.now,
    active: dialect.writeFlag(active),
  }));
  const owners = claimed.map(({ address, goto }) => ({ address: address.value, owner_email: goto.value }));
  const inserted = await dialect.insertFree(trx.insertInto('alias').values(rows), 'address');
  if (inserted < claimed.length)
    throw new Contended('PostfixAdmin took an address between the look at it and its claim');
  const given = await dialect.insertFree(trx.insertInto('postern_alias').values(owners), 'address');
  if (given < claimed.length) throw new Error('an address was given out while its domain was entered');
}
