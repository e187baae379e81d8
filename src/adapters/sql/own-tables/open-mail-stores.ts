import type { MailStores } from '../../../application/ports/backend.js';
import type { SqlDialect } from '../connections/dialect.js';
import type { UntypedDatabase } from '../connections/untyped-database.js';
import type { KeysTableName } from './tables/key-table.js';
import type { Columns } from '../schemas/table-use.js';
import { CREDENTIAL_REQUEST_TABLE, type MailTables, OUTBOX_TABLE } from './tables/mail-tables.js';
import { SqlCredentialRequests } from './sql-credential-requests.js';
import { SqlOutbox } from './sql-outbox.js';

/** `undefined` where a table is missing, as it may where keys by mail are off. */
export function openMailStores(
  untyped: UntypedDatabase,
  dialect: SqlDialect,
  columns: Columns,
  keysTable: KeysTableName,
): MailStores | undefined {
  if (![CREDENTIAL_REQUEST_TABLE, OUTBOX_TABLE].every(({ name }) => columns.has(name))) return undefined;
  const db = untyped.$extendTables<MailTables>();
  return { requests: new SqlCredentialRequests(untyped, dialect, keysTable), outbox: new SqlOutbox(db, dialect) };
}
