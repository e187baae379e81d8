import type { Backend } from '../../../application/ports/backend.js';
import type { SqlDialect } from '../connections/dialect.js';
import type { UntypedDatabase } from '../connections/untyped-database.js';
import type { Columns } from '../schemas/mail-schema.js';
import { openMailStores } from './open-mail-stores.js';
import { SqlBanRegistry } from './sql-ban-registry.js';
import { SqlKeyRegistry } from './sql-key-registry.js';
import { SqlQuotaRegistry } from './sql-quota-registry.js';
import type { BansDatabase, BansTableName } from './tables/ban-table.js';
import type { KeysDatabase, KeysTableName } from './tables/key-table.js';
import type { OwnerTables } from './tables/owner-table.js';

/** The names of tables that a mail server may have itself. */
interface TableNames {
  readonly keys: KeysTableName;
  readonly bans: BansTableName;
}

/** The stores whose tables are the same beside every mail server. */
export function openOwnStores(
  db: UntypedDatabase,
  dialect: SqlDialect,
  columns: Columns,
  { keys, bans }: TableNames,
): Pick<Backend, 'keys' | 'bans' | 'quotas' | 'mail'> {
  return {
    keys: new SqlKeyRegistry(db.$extendTables<KeysDatabase>(), dialect, keys),
    bans: new SqlBanRegistry(db.$extendTables<BansDatabase>(), dialect, bans),
    quotas: new SqlQuotaRegistry(db.$extendTables<OwnerTables>(), dialect),
    mail: openMailStores(db, dialect, columns, keys),
  };
}
