import { type RawBuilder, sql } from 'kysely';
import { canonicalAscii } from '../../../domain/ascii.js';
import { isOn } from '../connections/dialect.js';

/**
 * Rows that others wrote may hold capitals. Whether such a row answers for the name in lower case is the collation's decision, for
 * Postfix's look-ups as for ours: MariaDB's and MySQL's usual ones ignore case, PostgreSQL and SQLite compare bytes.
 */

/** Whether a column of text with letters in it is compared without regard to case. */
export function ignoresCase(column: string): RawBuilder<unknown> {
  return sql`LOWER(${sql.ref(column)}) = UPPER(${sql.ref(column)})`;
}

/** The text in the form that it is found by; `folds` is what `ignoresCase` says of its column. */
export function asFound(text: string, folds: unknown): string {
  return isOn(folds) ? (canonicalAscii(text) ?? text) : text;
}

/**
 * Whether a text, found by a canonical value, is another spelling of it. A collation that also ignores accents finds `é` for `e`,
 * and that is another name.
 */
export function isSpellingOf(text: string | null, canonical: string): boolean {
  return text !== null && canonicalAscii(text) === canonical;
}

/** A name that was found for a canonical one, in its form. */
export function canonicalText(found: unknown): string {
  const text = typeof found === 'string' ? found : '';
  return canonicalAscii(text) ?? text;
}
