import type { AliasRow, MalformedRow, NumberedRow } from '../../application/ports/alias-rows.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { Line } from './read-lines.js';

const FLAGS: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  [1, true],
  [true, true],
  [undefined, true],
  [null, true],
  [0, false],
  [false, false],
]);

/** Rows of JSON Lines: an object on each, whose other members are passed over. Blank lines are none. */
export async function* readJsonLines(lines: AsyncIterable<Line>): AsyncGenerator<NumberedRow, void, undefined> {
  for await (const { number, text } of lines) {
    if (!text.ok) yield { number, row: text };
    else if (text.value.trim() !== '') yield { number, row: toRow(text.value) };
  }
}

function toRow(text: string): Result<AliasRow, MalformedRow> {
  const object = parseObject(text);
  if (!object) return err({ kind: 'not_a_json_object' });
  const { address, goto } = object;
  for (const [field, value] of Object.entries({ address, goto })) {
    if (value === undefined) return err({ kind: 'field_missing', field });
    if (typeof value !== 'string') return err({ kind: 'field_not_text', field });
  }
  const active = FLAGS.get(object['active']);
  if (active === undefined) return err({ kind: 'field_not_a_flag', field: 'active' });
  return ok({ address: address as string, goto: goto as string, active });
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
