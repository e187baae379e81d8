import { readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openSqlBackend, type SqlBackend } from '../../src/adapters/sql/open-sql-backend.js';
import { alias, domain } from '../support/samples.js';
import { TemporaryFolder } from '../support/temporary-folder.js';

/** What the haltman tables say beyond the ports, and rows that others wrote into them. */
describe('haltman on SQLite', () => {
  let folder: TemporaryFolder;
  let backend: SqlBackend;
  let database: Database.Database;

  beforeEach(async () => {
    folder = new TemporaryFolder();
    backend = await openSqlBackend({ url: `sqlite:${folder.file('postern.db')}`, schema: 'haltman' });
    database = new Database(folder.file('postern.db'));
  });
  afterEach(async () => {
    database.close();
    await backend.close();
    folder[Symbol.dispose]();
  });

  test('Postfix finds what was claimed by the README’s queries, and only on an active domain', async () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    const [domains, aliases] = [...readme.matchAll(/^query = (.+)$/gm)].map(([, query = '']) =>
      // As Postfix fills them in: %d is the domain of what it looks for, %s the whole.
      database.prepare(query.replace("'%d'", ':d').replace("'%s'", ':s')),
    );
    const look = () => [
      domains?.all({ s: 'example.org' }),
      aliases?.all({ d: 'example.org', s: 'shop@example.org' }),
      aliases?.all({ d: 'example.org', s: 'other@example.org' }),
    ];
    await backend.domains.add(domain('example.org'), { visible: true });
    await backend.aliases.claim(alias('shop@example.org', 'owner@example.net'));
    expect(look()).toEqual([[{ name: 'example.org' }], [{ goto: 'owner@example.net' }], []]);
    await backend.domains.setActive(domain('example.org'), false);
    expect(look()).toEqual([[], [], []]);
  });

  test.each([1, 0])('a handle taken on all domains takes the address, also while active is %s', async (active) => {
    database
      .prepare('INSERT INTO alias_handle (handle, address, active) VALUES (?, ?, ?)')
      .run('shop', 'other@example.net', active);
    for (const address of ['shop@example.org', 'shop@example.net']) {
      expect(await backend.aliases.claim(alias(address, 'other@example.net'))).toEqual({
        kind: 'taken',
        by: { kind: 'other' },
      });
    }
    expect(await backend.aliases.claim(alias('shop2@example.org', 'owner@example.net'))).toEqual({ kind: 'claimed' });
    expect(await backend.aliases.list({ limit: 9, offset: 0 })).toHaveLength(1);
  });

  test.each(['a@example.net, b@example.net', 'shop@example.org', '/var/mail/x', ''])(
    'a row with the goto %j is nobody’s own, and is listed as it stands',
    async (goto) => {
      database.prepare('INSERT INTO alias (address, goto) VALUES (?, ?)').run('shop@example.org', goto);
      expect(await backend.aliases.claim(alias('shop@example.org', 'owner@example.net'))).toEqual({
        kind: 'taken',
        by: { kind: 'other' },
      });
      expect(await backend.aliases.list({ limit: 9, offset: 0 })).toMatchObject([{ goto, active: true }]);
    },
  );

  test('a domain whose MX record is off is not served, until it is enabled', async () => {
    database.prepare('INSERT INTO domain (name, active, active_mx) VALUES (?, 1, 0)').run('example.org');
    expect(await backend.domains.find(domain('example.org'))).toMatchObject({ active: false });
    expect(await backend.domains.setActive(domain('example.org'), true)).toMatchObject({ active: true });
  });

  test('only the SHA-256 of a key is stored, as 32 bytes', async () => {
    const key = {
      owner: alias('a@example.org', 'owner@example.net').goto,
      createdAt: new Date(),
      expiresAt: new Date(),
    };
    await backend.keys.add({ ...key, hash: 'ab'.repeat(32) });
    expect(database.prepare('SELECT token_hash FROM api_tokens').all()).toEqual([
      { token_hash: Buffer.alloc(32, 0xab) },
    ]);
    await expect(backend.keys.add({ ...key, hash: 'ab'.repeat(31) })).rejects.toThrow('CHECK');
  });

  test('a time without a zone is UTC, as SQLite’s own functions write it', async () => {
    database
      .prepare('INSERT INTO alias (address, goto, created, modified) VALUES (?, ?, ?, ?)')
      .run('shop@example.org', 'owner@example.net', '2026-01-02 03:04:05', '2026-01-02T05:04:05+02:00');
    const [record] = await backend.aliases.list({ limit: 1, offset: 0 });
    expect(record?.createdAt).toEqual(new Date('2026-01-02T03:04:05Z'));
    expect(record?.modifiedAt).toEqual(record?.createdAt);
  });

  test('a revival is told by the time of the change', async () => {
    database
      .prepare('INSERT INTO alias (address, goto, active, created, modified) VALUES (?, ?, 0, ?, ?)')
      .run('shop@example.org', 'owner@example.net', '2020-01-01T00:00:00.000Z', '2020-01-01T00:00:00.000Z');
    await backend.aliases.revive(alias('shop@example.org', 'owner@example.net'));
    const [record] = await backend.aliases.list({ limit: 1, offset: 0 });
    expect(record?.createdAt).toEqual(new Date('2020-01-01T00:00:00.000Z'));
    expect(record?.modifiedAt.getTime()).toBeGreaterThan(Date.UTC(2026, 0));
  });
});
