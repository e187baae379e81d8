import { MAIL_TABLE_USES } from './mail-tables.js';
import { SqlCredentialRequests } from './sql-credential-requests.js';
import { SqlOutbox } from './sql-outbox.js';
/** `undefined` where a table is missing, as it may where keys by mail are off. */
export function openMailStores(untyped, dialect, columns, keysTable) {
    if (!Object.keys(MAIL_TABLE_USES).every((table) => columns.has(table)))
        return undefined;
    const db = untyped.$extendTables();
    return { requests: new SqlCredentialRequests(untyped, dialect, keysTable), outbox: new SqlOutbox(db, dialect) };
}
