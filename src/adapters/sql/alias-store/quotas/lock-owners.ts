import type { QueryExecutorProvider } from 'kysely';
import type { SqlDialect } from '../../connections/dialect.js';
import type { OwnerTables } from '../../own-tables/tables/owner-table.js';
import { statementsOf, text } from '../../statements/table-statements.js';
import { unique } from '../claims/claimed-names.js';

/**
 * Statements that keep all other claims of these owners waiting until the transaction ends, so that
 * what they count behind it stays true. First in a transaction: under REPEATABLE READ the first read
 * fixes what it sees.
 */
export function lockOwners(db: QueryExecutorProvider, dialect: SqlDialect, owners: readonly string[]) {
  const table = statementsOf<OwnerTables>(dialect)('postern_owner');
  const insert = table.insert({ owner_email: text((owner: string) => owner) }, { key: 'owner_email' });
  const sorted = unique(owners);
  return {
    added: insert(sorted),
    locked: table.lookUp('owner_email', {}).find(sorted, dialect.lockToWrite.compile(db).sql),
  };
}
