import type { NumberedRow } from '../../application/ports/alias-rows.js';
import type { AliasRecord } from '../../application/ports/alias-store.js';
import { type AliasFileFormat } from './formats.js';
/**
 * The rows of a file in UTF-8, as they come.
 *
 * @throws UnreadableFile, where it is not of this format at all.
 */
export declare function readAliasFile(format: AliasFileFormat, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<NumberedRow>;
/** The text of a file of these records, a piece for each page. What others wrote into the tables is written as it stands. */
export declare function writeAliasFile(format: AliasFileFormat, pages: AsyncIterable<readonly AliasRecord[]>): AsyncGenerator<string, void, undefined>;
