import type { MalformedRow } from '../../application/ports/alias-rows.js';
import { type Result } from '../../domain/result.js';
import { type Line } from './read-lines.js';
export interface NumberedRecord {
    /** Of the line that it begins on. */
    readonly number: number;
    readonly fields: Result<readonly string[], MalformedRow>;
}
/** Puts the lines of each record together; blank lines are none. Of a quote that nobody closed, its own line alone is lost. */
export declare function readCsvRecords(lines: AsyncIterable<Line>): AsyncGenerator<NumberedRecord, void, undefined>;
