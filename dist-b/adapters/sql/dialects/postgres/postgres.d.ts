import { type SqlDialect } from '../dialect.js';
/** PostgreSQL, and what speaks as it does. Times are TIMESTAMPTZ columns. */
export declare const postgres: SqlDialect;
