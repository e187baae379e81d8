/**
 * The text without outer white space and in lower case, or `undefined` where it holds anything but ASCII.
 *
 * ASCII is asked for first: `'\u212A'` (KELVIN SIGN) lowercases to `k`, and `trim` would drop a no-break space, so either
 * would let two spellings of one name through.
 */
export declare function canonicalAscii(text: string): string | undefined;
