import { type SqlDialect } from '../dialect.js';
/** MariaDB and MySQL. Times are DATETIME or TIMESTAMP columns, in UTC by the session's own zone. */
export declare const mysql: SqlDialect;
