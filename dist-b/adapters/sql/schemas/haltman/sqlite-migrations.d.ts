import type { Migrations } from '../mail-schema.js';
/**
 * The core's own tables as SQLite has them: names and addresses are compared byte by byte (BINARY), flags are 0 or 1, times are
 * ISO 8601 text in UTC. No STRICT tables: the SQLite that Postfix was built with may be older than they are.
 */
export declare const sqliteMigrations: Migrations;
