import type { MalformedRow } from '../../application/ports/alias-rows.js';
import type { Result } from '../../domain/result.js';
import { parseCsvRecord } from './parse-csv-record.js';
import { type Line, MAX_ROW_OCTETS } from './read-lines.js';

/** A field in quotes may hold line ends; but a quote that nobody closed is not looked for through the whole file. */
const MAX_LINES = 100;
const QUOTE = '"';

export interface NumberedRecord {
  /** Of the line that it begins on. */
  readonly number: number;
  readonly fields: Result<readonly string[], MalformedRow>;
}

/** Puts the lines of each record together; blank lines are none. Of a quote that nobody closed, its own line alone is lost. */
export async function* readCsvRecords(lines: AsyncIterable<Line>): AsyncGenerator<NumberedRecord, void, undefined> {
  /** The lines of a record that ends within quotes so far. */
  let open: Line[] = [];
  for await (const line of lines) {
    open.push(line);
    for (let taken = takeRecord(open, false); taken; taken = takeRecord(open, false)) {
      if (taken.record) yield taken.record;
      open = open.slice(taken.lines);
    }
  }
  for (let taken = takeRecord(open, true); taken; taken = takeRecord(open, true)) {
    if (taken.record) yield taken.record;
    open = open.slice(taken.lines);
  }
}

interface Taken {
  /** `undefined` of a blank line. */
  readonly record: NumberedRecord | undefined;
  /** How many of them it was. */
  readonly lines: number;
}

/** The first record of some lines; `undefined` if it may still go on, or there is none. */
function takeRecord([first, ...more]: readonly Line[], isEnd: boolean): Taken | undefined {
  if (!first) return undefined;
  const { number } = first;
  if (!first.text.ok) return { record: { number, fields: first.text }, lines: 1 };
  let text = first.text.value;
  if (text.trim() === '') return { record: undefined, lines: 1 };
  const parsed = parseCsvRecord(text);
  if (parsed.ok || parsed.error.kind !== 'unclosed_quote') return { record: { number, fields: parsed }, lines: 1 };
  const unclosed = { record: { number, fields: parsed }, lines: 1 };
  for (const [at, next] of more.entries()) {
    const lines = at + 2;
    if (!next.text.ok || text.length > MAX_ROW_OCTETS) return unclosed;
    text += `\n${next.text.value}`;
    // A line without a quote closes none.
    if (!next.text.value.includes(QUOTE)) continue;
    const longer = parseCsvRecord(text);
    if (longer.ok) return { record: { number, fields: longer }, lines };
    if (longer.error.kind !== 'unclosed_quote') return unclosed;
  }
  return isEnd || more.length === MAX_LINES - 1 ? unclosed : undefined;
}
