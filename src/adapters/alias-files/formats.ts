import { SPREADSHEET_PREFIX } from './spreadsheet-text.js';

/** CSV as RFC 4180 has it, with a header; and JSON Lines, an object on each line. */
export const ALIAS_FILE_FORMATS = ['csv', 'jsonl'] as const;
export type AliasFileFormat = (typeof ALIAS_FILE_FORMATS)[number];

/** The columns that a file is written with. Of these, `address` and `goto` must be there to be read, and `active` may be. */
export const COLUMNS = ['address', 'goto', 'active', 'created', 'modified'] as const;

/** The same of a file for a spreadsheet: those of addresses have names of their own, for their cells may be marked as text. */
export const SPREADSHEET_COLUMNS = COLUMNS.map((name, column) => (column < 2 ? SPREADSHEET_PREFIX + name : name));

/** By what a file's name ends with; `undefined` where that says nothing. */
export function formatOf(path: string): AliasFileFormat | undefined {
  return ALIAS_FILE_FORMATS.find((format) => path.toLowerCase().endsWith(`.${format}`));
}
