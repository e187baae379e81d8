import type { SqlDialect } from '../dialect.js';
/** The embedded database: one file, one connection, one writer at a time. Times are ISO 8601 text in UTC. */
export declare const sqlite: SqlDialect;
