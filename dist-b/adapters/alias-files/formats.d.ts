/** CSV as RFC 4180 has it, with a header; and JSON Lines, an object on each line. */
export declare const ALIAS_FILE_FORMATS: readonly ["csv", "jsonl"];
export type AliasFileFormat = (typeof ALIAS_FILE_FORMATS)[number];
/** The columns that a file is written with. Of these, `address` and `goto` must be there to be read, and `active` may be. */
export declare const COLUMNS: readonly ["address", "goto", "active", "created", "modified"];
/** By what a file's name ends with; `undefined` where that says nothing. */
export declare function formatOf(path: string): AliasFileFormat | undefined;
