import { CompiledQuery } from 'kysely';
import type { EmailAddress } from '../../../domain/addresses/email-address.js';
import type { Handle } from '../../../domain/addresses/handle.js';
import type { RecipientDelimiter } from '../../../domain/addresses/recipient-delimiter.js';

/** A column with an index. */
export interface IndexedColumn {
  readonly table: string;
  readonly column: string;
}

/** Rows that are looked for by what a name in them begins with. All names here are a schema's own, never a caller's. */
export interface BeginningSearch extends IndexedColumn {
  /** Whose row it is: a column that is never NULL, or another piece of SQL. */
  readonly holder: string;
  /** Ends each statement, as SQL. */
  readonly end?: string;
}

/** Text in lower-case ASCII without `|`. */
export interface Beginning {
  readonly prefix: string;
  readonly suffix: string;
  /** Whose rows do not count. */
  readonly holder: string;
}

export interface FoundName {
  readonly found: string;
}

/**
 * Statements that find, for any of these beginnings, a row of somebody else: one at least if there is any, as `found`. Each beginning is a
 * range of the index on the column.
 */
export type FindBeginnings = (
  search: BeginningSearch,
  wanted: readonly Beginning[],
) => readonly CompiledQuery<FoundName>[];

/**
 * Statements that find, for any of these values of an indexed column, a row: one at least if there is any, as `found`. A value
 * may have a million rows, so few are read.
 */
export type FindValues = (search: IndexedColumn, values: readonly string[]) => readonly CompiledQuery<FoundName>[];

/** A statement whose rows have the name as `found`. */
export function foundBy(sql: string, parameters: unknown[]): CompiledQuery<FoundName> {
  return CompiledQuery.raw(sql, parameters);
}

/** Enough to see the value itself behind others that a collation takes for it. */
export const MAX_FOUND = 10;

/** The first text behind all that begin so, compared byte by byte. */
export function behindAll(prefix: string): string {
  return `${prefix.slice(0, -1)}${String.fromCharCode(prefix.charCodeAt(prefix.length - 1) + 1)}`;
}

/** What the names that extend this one begin with; none if it extends another itself, for a local part is split once. */
export function beginningsUnder(
  delimiter: RecipientDelimiter,
  handle: Handle,
  suffix: string,
  owner: EmailAddress,
): readonly Beginning[] {
  if (delimiter.baseOf(handle)) return [];
  return Array.from(delimiter.characters, (character) => ({
    prefix: `${handle.value}${character}`,
    suffix,
    holder: owner.value,
  }));
}
