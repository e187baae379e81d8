import type { Backend } from '../../application/ports/backend.js';
import type { ConnectionLimits, PoolUse } from './dialects/dialect.js';
import type { Finding } from './finding.js';
import { type SchemaName } from './schemas/schemas.js';
export declare const DEFAULT_LIMITS: ConnectionLimits;
export interface SqlBackendOptions extends Partial<ConnectionLimits> {
    /** One of DATABASE_URL_FORMS. */
    readonly url: string;
    /** Which mail server's tables they are. */
    readonly schema: SchemaName;
    /** Whether there are keys by mail: the tables for them are needed then, and otherwise not made. By default not. */
    readonly mail?: boolean;
}
export interface SqlBackend extends Backend {
    /** Whether the tables were made by this very opening. */
    readonly isNew: boolean;
    /** Its connections at this moment; absent where there is no pool. */
    readonly poolUse?: (() => PoolUse) | undefined;
    /** As `checkSqlDatabase`, on the connections that are open. */
    check(): Promise<readonly Finding[]>;
}
/** The tables are not ones to work on; the message says what to do. */
export declare class UnknownTables extends Error {
    readonly name = "UnknownTables";
}
/**
 * Opens the database and everything that we keep in it. SQLite's tables are made on the way; on a server that is the operator's to
 * start, by `postern migrate`.
 *
 * @throws UnknownTables, StoreUnavailable, or an Error that names the driver to install.
 */
export declare function openSqlBackend(options: SqlBackendOptions): Promise<SqlBackend>;
/** Makes the tables that are missing and ours to make. Returns their names. */
export declare function migrateSqlTables(options: SqlBackendOptions): Promise<readonly string[]>;
/** What `migrateSqlTables` would run. Changes nothing. */
export declare function planSqlTables(options: SqlBackendOptions): Promise<readonly string[]>;
/** Looks at everything that the service will rely on, and changes nothing. */
export declare function checkSqlDatabase(options: SqlBackendOptions): Promise<readonly Finding[]>;
