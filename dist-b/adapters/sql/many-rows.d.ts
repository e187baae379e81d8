import { CompiledQuery } from 'kysely';
import type { SqlDialect } from './dialects/dialect.js';
/**
 * Statements about many rows, written as text: a tree with a node for each value takes longer to compile than the statement takes
 * to run. All names in them are a schema's own, never a caller's.
 */
type Spelling = Pick<SqlDialect, 'placeholder' | 'leaveHeld' | 'slices'>;
export interface InsertedRows {
    readonly table: string;
    /** The columns of the values. */
    readonly columns: readonly string[];
    /** What all rows have alike: SQL by column. */
    readonly constants?: Readonly<Record<string, string>>;
    /** The unique column by which a row that is there already is left out. */
    readonly key?: string;
}
export declare function insertRows(dialect: Spelling, { table, columns, constants, key }: InsertedRows, rows: readonly (readonly unknown[])[]): CompiledQuery[];
export interface SoughtRows {
    readonly table: string;
    readonly columns: readonly string[];
    /** The column that holds one of the values. */
    readonly by: string;
    /** What ends the statement, as SQL. */
    readonly end?: string;
}
export declare function selectRows(dialect: Spelling, { table, columns, by, end }: SoughtRows, values: readonly string[]): CompiledQuery[];
export {};
