import type { Migrations } from '../mail-schema.js';
/** The core's own tables as PostgreSQL has them; flags are numbers, so that Postfix's queries are the same everywhere. */
export declare const postgresMigrations: Migrations;
