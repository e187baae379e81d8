import type { MailStores } from '../../../application/ports/backend.js';
import type { SqlDialect } from '../dialects/dialect.js';
import type { UntypedDatabase } from '../untyped-database.js';
import type { KeysTableName } from './keys-table.js';
import type { Columns } from './mail-schema.js';
/** `undefined` where a table is missing, as it may where keys by mail are off. */
export declare function openMailStores(untyped: UntypedDatabase, dialect: SqlDialect, columns: Columns, keysTable: KeysTableName): MailStores | undefined;
