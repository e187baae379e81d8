export type CsvRecord = {
    readonly kind: 'fields';
    readonly fields: readonly string[];
}
/** The text ends within quotes: the record goes on behind the line's end. */
 | {
    readonly kind: 'unclosed_quote';
}
/** A quote within a field that has none around it, or something behind a field's last one. */
 | {
    readonly kind: 'misplaced_quote';
};
/** One record of RFC 4180 2: fields between commas, each bare, or in quotes within which a quote is doubled. */
export declare function parseCsvRecord(text: string): CsvRecord;
export declare function formatCsvRecord(fields: readonly string[]): string;
