import type { Database } from 'better-sqlite3';
import { expect, test } from '@jest/globals';
import { prepareOnce } from '../../../../src/adapters/sql/connections/sqlite/prepare-once.js';

const MAX_STATEMENTS = 200;

test('a text is prepared once, and no more than so many statements are kept', () => {
  const prepared: string[] = [];
  const database = { prepare: (text: string) => ({ at: prepared.push(text) }) } as unknown as Database;
  const once = prepareOnce(database);
  const prepare = (text: string) => once.prepare(text);
  const texts = Array.from({ length: MAX_STATEMENTS }, (_, n) => `SELECT ${n}`);
  const statements = texts.map(prepare);
  expect(texts.map(prepare)).toEqual(statements);
  expect(prepared).toEqual(texts);
  prepare('SELECT one more');
  expect(prepare('SELECT 0')).not.toBe(statements[0]);
  expect(prepared).toHaveLength(MAX_STATEMENTS + 2);
});
