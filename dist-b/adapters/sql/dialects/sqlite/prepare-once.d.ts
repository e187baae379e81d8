import type { Database } from 'better-sqlite3';
import type { SqliteDatabase } from 'kysely';
/**
 * The database as Kysely knows it, preparing each text once. Kysely prepares anew for every query, and a prepared statement
 * keeps its memory, which V8 does not see, until it is collected.
 */
export declare function prepareOnce(database: Database): SqliteDatabase;
