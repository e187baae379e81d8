import { err, ok } from '../../domain/result.js';
import { parseCsvRecord } from './csv-record.js';
import { MAX_ROW_OCTETS } from './read-lines.js';
/** A field in quotes may hold line ends; but a quote that nobody closed is not looked for through the whole file. */
const MAX_LINES = 100;
/** Puts the lines of each record together; blank lines are none. Of a quote that nobody closed, its own line alone is lost. */
export async function* readCsvRecords(lines) {
    /** The lines of a record that ends within quotes so far. */
    let open = [];
    for await (const line of lines) {
        open.push(line);
        for (let taken = takeRecord(open, false); taken; taken = takeRecord(open, false)) {
            if (taken.record)
                yield taken.record;
            open = open.slice(taken.lines);
        }
    }
    for (let taken = takeRecord(open, true); taken; taken = takeRecord(open, true)) {
        if (taken.record)
            yield taken.record;
        open = open.slice(taken.lines);
    }
}
/** The first record of some lines; `undefined` where it may still go on, or there is none. */
function takeRecord([first, ...more], isEnd) {
    if (!first)
        return undefined;
    const { number } = first;
    if (!first.text.ok)
        return { record: { number, fields: first.text }, lines: 1 };
    let text = first.text.value;
    if (text.trim() === '')
        return { record: undefined, lines: 1 };
    const lost = (kind) => ({
        record: { number, fields: err({ kind }) },
        lines: 1,
    });
    for (let lines = 1;; lines++) {
        const parsed = parseCsvRecord(text);
        if (parsed.kind === 'fields')
            return { record: { number, fields: ok(parsed.fields) }, lines };
        if (parsed.kind === 'misplaced_quote')
            return lost(lines === 1 ? 'misplaced_quote' : 'unclosed_quote');
        const next = more[lines - 1];
        if (!next && !isEnd)
            return undefined;
        if (!next?.text.ok || lines === MAX_LINES || text.length > MAX_ROW_OCTETS)
            return lost('unclosed_quote');
        text += `\n${next.text.value}`;
    }
}
