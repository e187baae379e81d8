import type { DialectName } from '../../dialects/dialect.js';
import type { Migrations } from '../mail-schema.js';
/** What PostfixAdmin has no place for. Its own tables are never altered, and no key of ours refers to them. */
export declare function postfixadminMigrations(dialect: DialectName): Migrations;
