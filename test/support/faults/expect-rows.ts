import { expect } from '@jest/globals';
import type { Creators } from './creators.js';
import type { ServedDatabase } from './served-database.js';

/**
 * The creators were answered 200 or 503 and nothing else. What was answered 200 is there, each once; what else is there was answered
 * 503, for nobody could tell.
 */
export async function expectRowsAsAnswered(creators: Creators, served: ServedDatabase): Promise<void> {
  expect(creators.answers.filter(({ status }) => status !== 200 && status !== 503)).toEqual([]);
  const stored = await served.storedHandles();
  const there = new Set(stored);
  expect(there.size).toBe(stored.length);
  const created = new Set(creators.handles(200));
  expect([...created].filter((handle) => !there.has(handle))).toEqual([]);
  const unknown = new Set(creators.handles(503));
  expect(stored.filter((handle) => !created.has(handle) && !unknown.has(handle))).toEqual([]);
  if (served.schema === 'postfixadmin') {
    // Its rows and ours were written together.
    const claims = await served.query('SELECT address FROM postern_alias');
    expect(claims.map((row) => String(row['address'])).sort()).toEqual(stored.map((it) => `${it}@example.org`).sort());
  }
}
