import type { NumberedRow } from '../../application/ports/alias-rows.js';
import type { Line } from './read-lines.js';
/**
 * Rows of CSV, whose first line names the columns, in any order and letter case; columns of other names are passed over.
 *
 * @throws UnreadableFile where it does not.
 */
export declare function readCsv(lines: AsyncIterable<Line>): AsyncGenerator<NumberedRow, void, undefined>;
