import type { Migrations } from '../mail-schema.js';
/**
 * The tables of the core and of its API with the columns that theirs have, so that its API may run beside us on tables that we made.
 * One statement a table: MySQL's DDL is not transactional.
 */
export declare const mysqlMigrations: Migrations;
