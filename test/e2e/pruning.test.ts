import { afterEach, beforeEach, expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import { seed, serve } from '../support/service-process.js';
import { waitUntil } from '../support/servers/wait-until.js';
import { TemporaryFolder } from '../support/temporary-folder.js';

const PATH = 'postern.db';
/** Of the haltman API's, then of ours. */
const BODIES = ['NULL', `'{"operation":"alias_create"}'`];

let folder: TemporaryFolder;
let database: Database.Database;
beforeEach(async () => {
  folder = new TemporaryFolder();
  await seed({ cwd: folder.path, env: { POSTERN_DATABASE_URL: `sqlite:${PATH}` } });
  database = new Database(folder.file(PATH));
  for (const body of BODIES)
    for (const days of [500, 200])
      database.exec(`INSERT INTO api_logs (route, body, created_at)
        VALUES ('/api/alias/create', ${body}, strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-${days} days'))`);
});
afterEach(() => {
  database.close();
  folder[Symbol.dispose]();
});

const left = () => database.prepare<[], { n: number }>('SELECT count(*) AS n FROM api_logs').get()?.n;
const start = (env: Record<string, string>) =>
  serve({ cwd: folder.path, env: { POSTERN_DATABASE_URL: `sqlite:${PATH}`, ...env } });

test.each([
  ['by default after 400 days', {}, 1],
  ['after as long as the operator says', { POSTERN_ACTIVITY_DAYS: '100' }, 2],
  ['with several workers too', { POSTERN_ACTIVITY_DAYS: '100', POSTERN_WORKERS: '2' }, 2],
])('what we logged is removed, and no other row: %s', async (_, env, removed) => {
  await using service = start(env);
  await service.listening();
  await waitUntil('it is removed', () => service.stdout.includes('old activity removed'));
  expect(left()).toBe(BODIES.length * 2 - removed);
  expect(service.stdout).toContain(`"removed":${removed},`);
});

test('0 keeps it for ever', async () => {
  await using service = start({ POSTERN_ACTIVITY_DAYS: '0' });
  await service.listening();
  service.kill('SIGTERM');
  expect((await service.exited).code).toBe(0);
  expect(left()).toBe(BODIES.length * 2);
});
