const QUOTE = '"';
const COMMA = ',';

/** What would be read otherwise than it was written. */
const SPECIAL = /[",\r\n]|^\s|\s$/;

export function formatCsvRecord(fields: readonly string[]): string {
  return fields
    .map((field) => (SPECIAL.test(field) ? `${QUOTE}${field.replaceAll(QUOTE, '""')}${QUOTE}` : field))
    .join(COMMA);
}
