/** A spreadsheet takes a cell that begins so for a formula, and runs it (owasp.org, "CSV Injection"). */
const FORMULA = /^[=+\-@\t\r\n]/;
/** A spreadsheet takes a cell that begins so for text. */
const MARK = "'";

/** Names a column whose cells may have marks, so that a file says of itself how it is to be read. */
export const SPREADSHEET_PREFIX = 'spreadsheet_';

/** The text with a mark if it needs one, also if it begins with one itself: so what is read back is what was written. */
export function markForSpreadsheet(text: string): string {
  return FORMULA.test(text) || text.startsWith(MARK) ? MARK + text : text;
}

export function withoutMark(text: string): string {
  return text.startsWith(MARK) ? text.slice(MARK.length) : text;
}
