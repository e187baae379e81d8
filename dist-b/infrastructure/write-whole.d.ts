/** Standard input or output, as a file's name. */
export declare const STANDARD = "-";
/** Writes a file whole or not at all; to standard output, and to what is no ordinary file (a pipe, a device), as it comes. */
export declare function writeWhole(path: string, text: AsyncIterable<string>): Promise<void>;
