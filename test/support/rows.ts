import type { MalformedRow, NumberedRow } from '../../src/application/ports/alias-rows.js';
import { err, ok } from '../../src/domain/result.js';

/** All that an asynchronous sequence gives. */
export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

/** Each as it is asked for. */
export async function* oneByOne<T>(items: Iterable<T>): AsyncGenerator<T> {
  for (const item of items) yield await Promise.resolve(item);
}

export const row = (number: number, address: string, goto: string, active = true): NumberedRow => ({
  number,
  row: ok({ address, goto, active }),
});
export const malformed = (number: number, error: MalformedRow): NumberedRow => ({ number, row: err(error) });
