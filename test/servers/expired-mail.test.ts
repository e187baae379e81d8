import { expect, test } from '@jest/globals';
import { openSqlBackend } from '../../src/adapters/sql/open-sql-backend.js';
import { installation } from '../support/foreign/installations.js';
import { installDatabase } from '../support/installed-database.js';

/** More than two steps remove. */
const EXPIRED = 450;

test('on SQLite, all expired mails are removed, however many steps that takes, and others stay', async () => {
  await using database = await installDatabase('sqlite', installation('sqlite', 'haltman'));
  const mail = (n: number, expires: string) =>
    `('a${n}@example.net', 's', 't', '2026-01-01T00:00:00.000Z', '${expires}T00:00:00.000Z')`;
  const rows = Array.from({ length: EXPIRED }, (_, n) => mail(n, '2026-01-02'));
  await database.run(
    `INSERT INTO postern_outbox (recipient, subject, body, due_at, expires_at) VALUES ${[...rows, mail(EXPIRED, '2026-01-04')].join(', ')}`,
  );
  const backend = await openSqlBackend({ url: database.url, schema: 'haltman', mail: true });
  await backend.mail?.outbox.discardExpired(new Date('2026-01-03T00:00:00Z'));
  const left = await backend.mail?.outbox.size();
  await backend.close();
  expect(left).toBe(1);
  expect(await database.run('SELECT recipient FROM postern_outbox')).toEqual([
    { recipient: `a${EXPIRED}@example.net` },
  ]);
});
