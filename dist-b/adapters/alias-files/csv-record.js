const QUOTE = '"';
const COMMA = ',';
/** One record of RFC 4180 2: fields between commas, each bare, or in quotes within which a quote is doubled. */
export function parseCsvRecord(text) {
    if (!text.includes(QUOTE))
        return { kind: 'fields', fields: text.split(COMMA) };
    const fields = [];
    for (let at = 0;; at++) {
        const isQuoted = text[at] === QUOTE;
        const end = isQuoted ? closingQuote(text, at) : at;
        if (end === -1)
            return { kind: 'unclosed_quote' };
        const comma = text.indexOf(COMMA, end);
        const next = comma === -1 ? text.length : comma;
        const bare = text.slice(isQuoted ? end + 1 : at, next);
        if (isQuoted ? bare !== '' : bare.includes(QUOTE))
            return { kind: 'misplaced_quote' };
        fields.push(isQuoted ? text.slice(at + 1, end).replaceAll('""', QUOTE) : bare);
        if (comma === -1)
            return { kind: 'fields', fields };
        at = comma;
    }
}
/** Where the quotes that open there close; -1 where they do not. */
function closingQuote(text, open) {
    for (let at = text.indexOf(QUOTE, open + 1); at !== -1; at = text.indexOf(QUOTE, at + 2))
        if (text[at + 1] !== QUOTE)
            return at;
    return -1;
}
/** What would be read otherwise than it was written. */
const SPECIAL = /[",\r\n]|^\s|\s$/;
export function formatCsvRecord(fields) {
    return fields
        .map((field) => (SPECIAL.test(field) ? `${QUOTE}${field.replaceAll(QUOTE, '""')}${QUOTE}` : field))
        .join(COMMA);
}
