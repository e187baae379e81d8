import { type DialectAdapter, type Driver, SqliteDialect } from 'kysely';
import type { SqliteFile } from './open-file.js';
/** Kysely's SQLite dialect, with DDL in transactions, transactions that begin as writers, and a connection of our own. */
export declare class KyselySqlite extends SqliteDialect {
    private readonly file;
    constructor(file: SqliteFile);
    createAdapter(): DialectAdapter;
    createDriver(): Driver;
}
