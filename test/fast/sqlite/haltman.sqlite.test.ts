import { beforeEach, describe, expect, test } from '@jest/globals';
import { useDatabase } from '../../support/database-under-test.js';
import { domain, email } from '../../support/samples.js';

/** What is so on SQLite alone, where the tables are our own. */
describe('haltman on SQLite', () => {
  const under = useDatabase('sqlite', 'haltman');
  const run = (sql: string) => under.database.run(sql);

  beforeEach(async () => {
    await under.backend.domains.add(domain('example.org'), { visible: true });
  });

  test('only the SHA-256 of a key is stored, as 32 bytes', async () => {
    const key = { owner: email('owner@example.net'), createdAt: new Date(), expiresAt: new Date() };
    await under.backend.keys.add({ ...key, hash: 'ab'.repeat(32) });
    expect(await run('SELECT token_hash FROM api_tokens')).toEqual([{ token_hash: Buffer.alloc(32, 0xab) }]);
    await expect(under.backend.keys.add({ ...key, hash: 'ab'.repeat(31) })).rejects.toThrow('CHECK');
  });

  test('a time without a zone is UTC, as SQLite’s own functions write it', async () => {
    await run(`INSERT INTO alias (address, goto, created, modified)
      VALUES ('shop@example.org', 'owner@example.net', '2026-01-02 03:04:05', '2026-01-02T05:04:05+02:00')`);
    const [record] = await under.backend.aliases.list({ limit: 1, offset: 0 });
    expect(record?.createdAt).toEqual(new Date('2026-01-02T03:04:05Z'));
    expect(record?.modifiedAt).toEqual(record?.createdAt);
  });
});
