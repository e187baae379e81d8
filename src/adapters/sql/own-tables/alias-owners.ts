import type { CompiledQuery } from 'kysely';
import type { Companion, OwnerRow } from '../alias-store/alias-tables.js';
import type { Claim } from '../batching/claim.js';
import type { SqlDialect } from '../connections/dialect.js';
import { type LookUp, number, statementsOf, text } from '../statements/table-statements.js';
import type { UntypedDatabase } from '../connections/untyped-database.js';
import type { Database } from './kit/own-table.js';
import type { ALIAS_TABLE } from './tables/alias-table.js';

type AliasTables = Database<typeof ALIAS_TABLE>;

/** Whose aliases are, for a mail server whose aliases have no owner. */
export function aliasOwners(dialect: SqlDialect): LookUp<OwnerRow> {
  return statementsOf<AliasTables>(dialect)('postern_alias').lookUp('address', { id: 'id', owner: 'owner_email' });
}

/** The same of one that deletes the rows of inactive aliases, with what was in them. */
export function keptOwners(dialect: SqlDialect): LookUp<OwnerRow> {
  const columns = { id: 'id', owner: 'owner_email', goto: 'goto', active: 'active' } as const;
  return statementsOf<AliasTables>(dialect)('postern_alias').lookUp('address', columns);
}

/** Writes whose an alias is, and whether it is active. */
export function keptOwnerRows(dialect: SqlDialect): Companion {
  return {
    ...ownerRows(dialect),
    claimed: statementsOf<AliasTables>(dialect)('postern_alias').insert(
      {
        address: text(({ alias }: Claim) => alias.address.value),
        owner_email: text(({ alias }: Claim) => alias.goto.value),
        active: number(({ alias }: Claim) => (alias.active ? 1 : 0)),
      },
      { key: 'address' },
    ),
  };
}

/**
 * Keeps the place of an alias whose row is deleted, with where it went; or marks that it has a row
 * again. One that nobody was given by us has no owner then, so no owner may have it back.
 */
export function keepPlace(
  untyped: UntypedDatabase,
  dialect: SqlDialect,
  { address, goto, active }: { readonly address: string; readonly goto: string; readonly active: boolean },
): readonly CompiledQuery[] {
  const db = untyped.$extendTables<AliasTables>();
  const insert = statementsOf<AliasTables>(dialect)('postern_alias').insert(
    { address: text(() => address), owner_email: text(() => '') },
    { key: 'address' },
  );
  return [
    ...(active ? [] : insert([undefined])),
    db
      .updateTable('postern_alias')
      .set({ active: active ? 1 : 0, goto: active ? null : goto, modified_at: dialect.now })
      .where('address', '=', address)
      .compile(),
  ];
}

/** Writes whose an alias is. */
export function ownerRows(dialect: SqlDialect): Companion {
  return {
    name: 'owners',
    claimed: statementsOf<AliasTables>(dialect)('postern_alias').insert(
      {
        address: text(({ alias }: Claim) => alias.address.value),
        owner_email: text(({ alias }: Claim) => alias.goto.value),
      },
      { key: 'address' },
    ),
    check({ affected }, claims) {
      if (affected < claims.length) throw new Error('an address was given out while its domain was locked');
    },
  };
}
