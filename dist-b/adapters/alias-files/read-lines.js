import { Buffer, isUtf8 } from 'node:buffer';
import { err, ok } from '../../domain/result.js';
/** Far over what two addresses need; other columns may hold notes. What is longer is passed over, never kept. */
export const MAX_ROW_OCTETS = 65_536;
const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const TOO_LONG = err({ kind: 'row_too_long', maxOctets: MAX_ROW_OCTETS });
/** Splits UTF-8 into lines that end with LF or CRLF, the last one with the file. No line's end stays on it, nor a byte order mark. */
export async function* readLines(chunks) {
    let number = 0;
    let begun = Buffer.alloc(0);
    let isTooLong = false;
    const end = (tail) => {
        const bytes = begun.length === 0 ? tail : Buffer.concat([begun, tail]);
        const text = isTooLong || bytes.length > MAX_ROW_OCTETS ? TOO_LONG : toText(bytes, number === 0);
        begun = Buffer.alloc(0);
        isTooLong = false;
        return { number: ++number, text };
    };
    for await (const bytes of chunks) {
        const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
        let from = 0;
        for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, from)) {
            yield end(chunk.subarray(from, at));
            from = at + 1;
        }
        const rest = chunk.subarray(from);
        isTooLong ||= begun.length + rest.length > MAX_ROW_OCTETS;
        begun = isTooLong ? Buffer.alloc(0) : Buffer.concat([begun, rest]);
    }
    if (isTooLong || begun.length > 0)
        yield end(Buffer.alloc(0));
}
function toText(line, isFirst) {
    const from = isFirst && line.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
    const to = line.at(-1) === CARRIAGE_RETURN ? line.length - 1 : line.length;
    const bytes = line.subarray(from, to);
    return isUtf8(bytes) ? ok(bytes.toString('utf8')) : err({ kind: 'not_utf8' });
}
