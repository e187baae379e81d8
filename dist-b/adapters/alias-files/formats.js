/** CSV as RFC 4180 has it, with a header; and JSON Lines, an object on each line. */
export const ALIAS_FILE_FORMATS = ['csv', 'jsonl'];
/** The columns that a file is written with. Of these, `address` and `goto` must be there to be read, and `active` may be. */
export const COLUMNS = ['address', 'goto', 'active', 'created', 'modified'];
/** By what a file's name ends with; `undefined` where that says nothing. */
export function formatOf(path) {
    return ALIAS_FILE_FORMATS.find((format) => path.toLowerCase().endsWith(`.${format}`));
}
