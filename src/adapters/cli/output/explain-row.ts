import type { ImportRowError } from '../../../application/aliases/import-aliases.js';
import { explain } from '../../../domain/explain.js';
import { describeRefusal } from './describe-refusal.js';

/** Why a row of a file was not imported. */
export function explainRow(error: ImportRowError): string {
  switch (error.kind) {
    case 'row_too_long':
      return `it has over ${error.maxOctets} octets`;
    case 'not_utf8':
      return 'it is not in UTF-8';
    case 'misplaced_quote':
      return 'a quotation mark stands where none may: a field with one has quotation marks around it, and it is doubled';
    case 'unclosed_quote':
      return 'a quotation mark is not closed';
    case 'wrong_field_count':
      return (
        `it has ${error.found} fields, and the first line names ${error.expected} columns` +
        (error.isPadded ? ': delete the commas at its end' : '')
      );
    case 'not_a_json_object':
      return 'it is not a JSON object';
    case 'field_missing':
      return `${error.field} is missing`;
    case 'field_not_text':
      return `${error.field} is not a string`;
    case 'field_not_a_flag':
      return `${error.field} is neither 0 nor 1`;
    case 'invalid_address':
      return `invalid ${error.field}: ${explain(error.why)}`;
    case 'points_at_itself':
      return 'address and goto are the same';
    case 'switched_otherwise':
      return `${error.address.value} is there, but ${error.active ? 'active' : 'inactive'}`;
    case 'domain_served_here':
    case 'owner_is_an_alias':
    case 'domain_not_served':
    case 'address_taken':
    case 'alias_limit_reached':
      return describeRefusal(error);
  }
}
