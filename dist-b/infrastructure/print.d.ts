/** A row of a table for people, or an object of a JSON answer. Column names are snake_case, as in the HTTP API. */
export type Row = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;
export interface OutputOptions {
    readonly json?: boolean;
}
/** One thing: a JSON object, or a line for each of its fields. */
export declare function printOne(row: Row, { json }: OutputOptions): void;
/** Many things: a JSON array, or a table. */
export declare function printMany(columns: readonly string[], rows: readonly Row[], { json }: OutputOptions): void;
export declare function printLine(text: string): void;
export declare function printError(message: string): void;
export declare function printRefusedRow(number: number, reason: string): void;
/** ISO 8601 in UTC; empty for a time that a row has in no form that can be read. */
export declare function isoTime(time: Date): string;
