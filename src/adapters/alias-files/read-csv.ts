import type { AliasRow, MalformedRow, NumberedRow } from '../../application/ports/alias-rows.js';
import { err, ok, type Result } from '../../domain/result.js';
import { type NumberedRecord, readCsvRecords } from './csv-records.js';
import { COLUMNS } from './formats.js';
import type { Line } from './read-lines.js';
import { SPREADSHEET_PREFIX, withoutMark } from './spreadsheet-text.js';
import { UnreadableFile } from './unreadable-file.js';

const EXAMPLE = COLUMNS.slice(0, 3).join(',');
const NOT_UTF8 = 'not in UTF-8 (perhaps in UTF-16): save the file in UTF-8';
const FLAGS: ReadonlyMap<string, boolean> = new Map([
  ['1', true],
  ['', true],
  ['0', false],
]);

/**
 * Rows of CSV, whose first line names the columns, in any order and letter case; columns of other names are passed over.
 *
 * @throws UnreadableFile where it does not.
 */
export async function* readCsv(lines: AsyncIterable<Line>): AsyncGenerator<NumberedRow, void, undefined> {
  let columns: Columns | undefined;
  for await (const record of readCsvRecords(lines)) {
    const { number, fields } = record;
    if (!columns) columns = readHeader(record);
    else yield { number, row: fields.ok ? toRow(fields.value, columns) : fields };
  }
  if (!columns) throw new UnreadableFile(`the file is empty: its first line names the columns, like ${EXAMPLE}`);
}

/** Where each column stands. */
interface Columns {
  readonly count: number;
  readonly address: TextColumn;
  readonly goto: TextColumn;
  /** -1 where there is none: all are active. */
  readonly active: number;
}

interface TextColumn {
  readonly at: number;
  /** Whether its cells may be marked as text for a spreadsheet. */
  readonly isMarked: boolean;
}

function readHeader({ fields }: NumberedRecord): Columns {
  if (!fields.ok && fields.error.kind === 'not_utf8') throw new UnreadableFile(`the first line is ${NOT_UTF8}`);
  const names = fields.ok ? fields.value.map((name) => name.trim().toLowerCase()) : [];
  const [address, goto] = [findText(names, 'address'), findText(names, 'goto')];
  if (address && goto) return { count: names.length, address, goto, active: findOnly(names, 'active') };
  throw new UnreadableFile(`the first line does not name the columns, like ${EXAMPLE}${hintAt(names)}`);
}

function findText(names: readonly string[], name: string): TextColumn | undefined {
  const [plain, marked] = [findOnly(names, name), findOnly(names, SPREADSHEET_PREFIX + name)];
  if (plain !== -1 && marked !== -1) throw new UnreadableFile(`two columns are named ${name}`);
  return plain === -1 && marked === -1 ? undefined : { at: Math.max(plain, marked), isMarked: marked !== -1 };
}

/** -1 if there is none. */
function findOnly(names: readonly string[], name: string): number {
  const at = names.indexOf(name);
  if (at !== names.lastIndexOf(name)) throw new UnreadableFile(`two columns are named ${name}`);
  return at;
}

/** What a first line looks like that names no columns. */
function hintAt(names: readonly string[]): string {
  const [first = ''] = names;
  if (names.some((name) => name.includes('\0'))) return `; it is ${NOT_UTF8}`;
  if (first.startsWith('sep=')) return '; delete the line sep=, which is for a spreadsheet, and separate by commas';
  const separator = names.length === 1 ? /[;\t|]/.exec(first)?.[0] : undefined;
  return separator === undefined ? '' : `; they look separated by ${JSON.stringify(separator)}: commas are needed`;
}

function toRow(fields: readonly string[], columns: Columns): Result<AliasRow, MalformedRow> {
  if (fields.length !== columns.count)
    return err({
      kind: 'wrong_field_count',
      expected: columns.count,
      found: fields.length,
      isPadded: isPadded(fields, columns.count),
    });
  const active = FLAGS.get(fields[columns.active]?.trim() ?? '');
  if (active === undefined) return err({ kind: 'field_not_a_flag', field: 'active' });
  return ok({ address: textOf(fields, columns.address), goto: textOf(fields, columns.goto), active });
}

/** A spreadsheet writes a comma for each cell that was ever used, though nothing is in it. */
function isPadded(fields: readonly string[], count: number): boolean {
  return fields.length > count && fields.slice(count).every((field) => field.trim() === '');
}

function textOf(fields: readonly string[], { at, isMarked }: TextColumn): string {
  const text = fields[at] ?? '';
  return isMarked ? withoutMark(text) : text;
}
