import type { NumberedRow } from '../../application/ports/alias-rows.js';
import type { Line } from './read-lines.js';
/** Rows of JSON Lines: an object on each, whose other members are passed over. Blank lines are none. */
export declare function readJsonLines(lines: AsyncIterable<Line>): AsyncGenerator<NumberedRow, void, undefined>;
