import type { QuotaRegistry } from '../../../application/ports/quota-registry.js';
import type { SqlDialect } from '../connections/dialect.js';
import type { UntypedDatabase } from '../connections/untyped-database.js';
import type { Columns } from '../schemas/table-use.js';
import type { OwnerTables } from './tables/owner-table.js';
import { SqlQuotaRegistry } from './sql-quota-registry.js';

/** Where the table is missing, as it may beside tables that others made, no owner has a quota of their own. */
export function openQuotaRegistry(untyped: UntypedDatabase, dialect: SqlDialect, columns: Columns): QuotaRegistry {
  if (columns.has('postern_owner')) return new SqlQuotaRegistry(untyped.$extendTables<OwnerTables>(), dialect);
  return {
    find: () => Promise.resolve(undefined),
    list: () => Promise.resolve([]),
    set: () => Promise.reject(new Error(MISSING)),
  };
}

const MISSING =
  'the database lacks postern_owner: set one of POSTERN_QUOTA_ALIASES, POSTERN_QUOTA_HANDLES, POSTERN_QUOTA_KEYS, then run "postern migrate"';
