import { type CsvError, parse } from 'csv-parse/sync';
import { err, ok, type Result } from '../../domain/result.js';
import type { MalformedRow } from '../../application/ports/alias-rows.js';
import { MAX_ROW_OCTETS } from './read-lines.js';

const OPTIONS = {
  // Within quotes there may be others.
  record_delimiter: '\n',
  max_record_size: MAX_ROW_OCTETS,
  // Of a row of other than the header's, `read-csv.ts` says more.
  relax_column_count: true,
} as const;

const ERRORS: Readonly<Record<string, MalformedRow>> = {
  CSV_QUOTE_NOT_CLOSED: { kind: 'unclosed_quote' },
  CSV_INVALID_CLOSING_QUOTE: { kind: 'misplaced_quote' },
  INVALID_OPENING_QUOTE: { kind: 'misplaced_quote' },
  CSV_MAX_RECORD_SIZE: { kind: 'row_too_long', maxOctets: MAX_ROW_OCTETS },
};

/**
 * The fields of one record of RFC 4180 2, without its line end. `unclosed_quote`: the text ends
 * within quotes, so that the record may go on behind the line's end.
 */
export function parseCsvRecord(text: string): Result<readonly string[], MalformedRow> {
  try {
    return ok(parse(text, OPTIONS)[0] ?? []);
  } catch (error) {
    const known = ERRORS[(error as CsvError).code];
    if (known === undefined) throw error;
    return err(known);
  }
}
