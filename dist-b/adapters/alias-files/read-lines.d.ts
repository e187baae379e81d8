import type { MalformedRow } from '../../application/ports/alias-rows.js';
import { type Result } from '../../domain/result.js';
/** Far over what two addresses need; other columns may hold notes. What is longer is passed over, never kept. */
export declare const MAX_ROW_OCTETS = 65536;
export interface Line {
    readonly number: number;
    readonly text: Result<string, MalformedRow>;
}
/** Splits UTF-8 into lines that end with LF or CRLF, the last one with the file. No line's end stays on it, nor a byte order mark. */
export declare function readLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Line, void, undefined>;
