import type { Companion, OwnerRow } from '../alias-store/alias-tables.js';
import type { Claim } from '../batching/claim.js';
import type { SqlDialect } from '../connections/dialect.js';
import { type LookUp, statementsOf, text } from '../statements/table-statements.js';
import type { Database } from './kit/own-table.js';
import type { ALIAS_TABLE } from './tables/alias-table.js';

type AliasTables = Database<typeof ALIAS_TABLE>;

/** Whose aliases are, for a mail server whose aliases have no owner. */
export function aliasOwners(dialect: SqlDialect): LookUp<OwnerRow> {
  return statementsOf<AliasTables>(dialect)('postern_alias').lookUp('address', { id: 'id', owner: 'owner_email' });
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
