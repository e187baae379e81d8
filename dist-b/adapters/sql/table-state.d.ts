import type { SqlDialect } from './dialects/dialect.js';
import type { Columns, MailSchema, MakeTable, Migrations } from './schemas/mail-schema.js';
import type { UntypedDatabase } from './untyped-database.js';
/** The names of the migrations that took place. */
export declare const MIGRATION_TABLE = "postern_migration";
export type TableState = {
    readonly kind: 'current';
}
/** None of the tables are there yet, and all of them are ours to make. */
 | {
    readonly kind: 'empty';
}
/** Some of those that are ours to make are missing. */
 | {
    readonly kind: 'incomplete';
    readonly tables: readonly string[];
}
/** Made by a newer release, which alone knows what they mean. */
 | {
    readonly kind: 'newer';
    readonly migrations: readonly string[];
}
/** The mail server's own are missing: this is not its database. */
 | {
    readonly kind: 'absent';
    readonly tables: readonly string[];
}
/** Tables of these names that lack columns: somebody else's. */
 | {
    readonly kind: 'foreign';
    readonly columns: readonly string[];
};
export interface Tables {
    readonly state: TableState;
    readonly columns: Columns;
}
/** Reads only. */
export declare function readTables(db: UntypedDatabase, schema: MailSchema, dialect: SqlDialect): Promise<Tables>;
/** What a migration would make, in order. */
export declare function missingTables(migrations: Migrations, columns: Columns): readonly MakeTable[];
/**
 * Makes what is missing and leaves what is there. Returns the names of the tables made. Where DDL is transactional, all of it or
 * nothing; elsewhere (MySQL), each table is one statement, so that a migration cut off half-way goes on where it ended.
 */
export declare function makeMissingTables(db: UntypedDatabase, schema: MailSchema, dialect: SqlDialect): Promise<readonly string[]>;
/** What is the matter, and what to do about it. */
export declare function describeState(state: TableState, title: string): string;
