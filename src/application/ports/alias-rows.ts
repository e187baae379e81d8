import type { Result } from '../../domain/result.js';

/** A row of a file of aliases, whose texts are of any form. */
export interface AliasRow {
  readonly address: string;
  readonly goto: string;
  readonly active: boolean;
}

/** What keeps a row from being read. */
export type MalformedRow =
  | { readonly kind: 'row_too_long'; readonly maxOctets: number }
  | { readonly kind: 'not_utf8' }
  | { readonly kind: 'misplaced_quote' }
  | { readonly kind: 'unclosed_quote' }
  /** Padded: all that are too many are empty. */
  | {
      readonly kind: 'wrong_field_count';
      readonly expected: number;
      readonly found: number;
      readonly isPadded: boolean;
    }
  | { readonly kind: 'not_a_json_object' }
  | { readonly kind: 'field_missing'; readonly field: string }
  | { readonly kind: 'field_not_text'; readonly field: string }
  | { readonly kind: 'field_not_a_flag'; readonly field: string };

/** A row by the number of the line that it begins on, counted from 1. */
export interface NumberedRow {
  readonly number: number;
  readonly row: Result<AliasRow, MalformedRow>;
}
