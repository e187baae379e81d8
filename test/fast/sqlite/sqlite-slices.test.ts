import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openSqlBackend, type SqlBackend } from '../../../src/adapters/sql/open-sql-backend.js';
import { HandlePrefix } from '../../../src/domain/addresses/handle-prefix.js';
import { unwrap } from '../../../src/domain/result.js';
import { type InstalledDatabase, installDatabase } from '../../support/installed-database.js';
import { installation } from '../../support/foreign/installations.js';
import { originOfNewKey } from '../../support/origins.js';
import { alias, domain, email } from '../../support/samples.js';
import { onSlowMachine } from '../../support/slow-machine.js';

/** No event comes between them by itself. */
const READS = 100;
const OWNER = email('owner@example.net');
const OTHER = email('other@example.net');

/** What is done meanwhile, and how often the event loop turned. */
async function whileTurning<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly turns: number }> {
  let turns = 0;
  let isDone = false;
  const turn = () => {
    turns++;
    if (!isDone) setImmediate(turn);
  };
  setImmediate(turn);
  const result = await work().finally(() => {
    isDone = true;
  });
  return { result, turns };
}

/** With how many aliases SQLite looks at in one statement. */
const TABLES = [
  ['haltman', 2_000, 'alias', 'api_logs'],
  ['postfixadmin 3.3', 500, 'postern_alias', 'postern_activity'],
  ['postfixadmin 2026', 500, 'postern_alias', 'postern_activity'],
] as const;

describe.each(TABLES)('%s on SQLite, an owner of many aliases', (name, slice, aliases, log) => {
  const ALIASES = 2 * slice + 100;
  let database: InstalledDatabase;
  let backend: SqlBackend;
  /** Newest first, as the tables have them. */
  let all: readonly { readonly handle: string; readonly domain: string }[];
  let thirds: typeof all;

  beforeAll(async () => {
    const installed = installation('sqlite', name);
    database = await installDatabase('sqlite', installed);
    backend = await openSqlBackend({ url: database.url, schema: installed.schema });
    for (const served of ['example.org', 'example.com']) await backend.domains.add(domain(served), { visible: true });
    const origin = await originOfNewKey(backend, OWNER);
    const addresses = Array.from(
      { length: ALIASES },
      (_, n) => `${n % 3 === 0 ? 'third' : 'x'}${n}@${n % 2 ? 'example.org' : 'example.com'}`,
    );
    await Promise.all(
      addresses.map((address) => backend.aliases.claim({ alias: alias(address, OWNER.value), origin })),
    );
    const rows = await database.run(`SELECT address FROM ${aliases} ORDER BY id DESC`);
    all = rows.map(({ address }) => {
      const [handle = '', of = ''] = String(address).split('@');
      return { handle, domain: of };
    });
    thirds = all.filter(({ handle }) => handle.startsWith('third'));
    await backend.aliases.claim({ alias: alias('foreign@example.org', OTHER.value) });
    await backend.aliases.deactivate(email('x1@example.org'), OWNER);
  });
  afterAll(async () => {
    await backend.close();
    await database[Symbol.asyncDispose]();
  });

  const handles = async (query: Partial<Parameters<SqlBackend['aliases']['list']>[0]>) =>
    (await backend.aliases.list({ owner: OWNER, limit: 3, offset: 0, ...query })).map(
      ({ address }) => address.split('@')[0],
    );
  const expected = (rows: readonly { readonly handle: string }[], offset: number, limit = 3) =>
    rows.slice(offset, offset + limit).map(({ handle }) => handle);
  const prefix = unwrap(HandlePrefix.parse('third'));

  test('a page is the same wherever it lies between slices', async () => {
    const ends = [slice, 2 * slice, ALIASES].flatMap((end) => [end - 2, end - 1, end, end + 1]);
    for (const offset of [0, 1, ...ends, 20_000])
      expect([offset, await handles({ offset })]).toEqual([offset, expected(all, offset)]);
    expect(await handles({ limit: ALIASES + 1 })).toEqual(expected(all, 0, ALIASES));
    const [record] = await backend.aliases.list({ owner: OWNER, limit: 1, offset: 49 });
    expect(await handles({ beforeId: record?.id, offset: slice - 1 })).toEqual(expected(all, slice + 49));
  });

  test('a narrowed page too, among as many as are looked at', async () => {
    const ends = [slice, 2 * slice].map((end) => all.slice(0, end).filter((one) => thirds.includes(one)).length);
    const near = [...ends, thirds.length].flatMap((end) => [end - 2, end - 1, end, end + 1]);
    for (const offset of [0, 1, ...near])
      expect([offset, await handles({ prefix, among: 10_000, offset })]).toEqual([offset, expected(thirds, offset)]);
    const among = all.slice(0, slice + 101).filter(({ handle }) => handle.startsWith('third'));
    expect(await handles({ prefix, among: slice + 101, limit: ALIASES })).toEqual(expected(among, 0, ALIASES));
    expect(await handles({ active: false, among: 10_000 })).toEqual(['x1']);
  });

  test('counts end where they are told to', async () => {
    const count = (filter: Partial<Parameters<SqlBackend['aliases']['count']>[0]>, max: number) =>
      backend.aliases.count({ owner: OWNER, ...filter }, max);
    const counted = [await count({}, 10_000), await count({}, slice + 1), await count({}, slice)];
    expect(counted).toEqual([ALIASES, slice + 1, slice]);
    expect(await count({ prefix, among: 10_000 }, 10_000)).toBe(thirds.length);
    expect(await count({ prefix, among: 10_000 }, 200)).toBe(200);
    const among = all.slice(0, slice + 100).filter((one) => one.domain === 'example.org');
    expect(await count({ domain: domain('example.org'), among: slice + 100 }, 10_000)).toBe(among.length);
    expect(await count({ among: 0 }, 10_000)).toBe(0);
  });

  test('the numbers are of all slices, or of the newest', async () => {
    const past = new Date(0);
    const stats = (max: number) =>
      backend.aliases.stats({ owner: OWNER, createdSince: past, modifiedSince: past, max });
    expect(await stats(100_000)).toEqual({
      total: ALIASES,
      active: ALIASES - 1,
      createdSince: ALIASES,
      modifiedSince: ALIASES,
      byDomain: [
        { domain: 'example.com', total: ALIASES / 2, active: ALIASES / 2 },
        { domain: 'example.org', total: ALIASES / 2, active: ALIASES / 2 - 1 },
      ],
    });
    expect(await stats(slice + 1)).toMatchObject({ total: slice + 1 });
  });

  test('what was done is found wherever it lies, in whole and from a record on', async () => {
    const ids = (await database.run(`SELECT id FROM ${log} ORDER BY id DESC`)).map(({ id }) => id);
    const listed = async (query: object) =>
      (await backend.activity.list({ owner: OWNER, limit: 2, offset: 0, ...query })).map(({ id }) => id);
    for (const offset of [0, 1, 500, ALIASES - 1, ALIASES, ALIASES + 1, 9_000])
      expect([offset, await listed({ offset })]).toEqual([offset, ids.slice(offset, offset + 2)]);
    expect(await listed({ beforeId: ids[500], offset: 499 })).toEqual(ids.slice(1_000, 1_002));
  });

  test('rows of others in the log are passed over, however many there are', async () => {
    if (log !== 'api_logs') return;
    await database.run(`WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 12000)
      INSERT INTO api_logs (api_token_owner_email, route)
      SELECT '${OTHER.value}', CASE n % 1000 WHEN 0 THEN '/api/alias/create?n' ELSE '/api/other' END FROM numbers`);
    const changed = `SELECT id FROM api_logs WHERE api_token_owner_email = '${OTHER.value}' AND route LIKE '/api/alias/%' ORDER BY id DESC`;
    const ids = (await database.run(changed)).map(({ id }) => id);
    const list = (offset: number) => backend.activity.list({ owner: OTHER, limit: 7, offset });
    for (const offset of [0, 4, 5, 6, 11, 12]) {
      const { result, turns } = await whileTurning(() => onSlowMachine(() => list(offset)));
      expect([offset, result.map(({ id }) => id)]).toEqual([offset, ids.slice(offset, offset + 7)]);
      expect(turns).toBeGreaterThan(2);
    }
  });

  test('other work is done between the slices', async () => {
    const past = new Date(0);
    const stats = () => backend.aliases.stats({ owner: OWNER, createdSince: past, modifiedSince: past, max: 100_000 });
    const slices = Math.ceil(ALIASES / slice);
    expect((await whileTurning(() => onSlowMachine(stats))).turns).toBeGreaterThanOrEqual(slices);
    const count = () => backend.aliases.count({ owner: OWNER, active: true, among: 10_000 }, 10_000);
    expect((await whileTurning(() => onSlowMachine(count))).turns).toBeGreaterThanOrEqual(slices);
  });

  test('reads that wait for each other let other work in', async () => {
    const { turns } = await whileTurning(() =>
      onSlowMachine(async () => {
        for (let read = 0; read < READS; read++) await backend.domains.find(domain('example.org'));
      }),
    );
    expect(turns).toBeGreaterThanOrEqual(READS / 2);
  });

  test('all domains are listed, however many there are', async () => {
    const extra = Array.from({ length: 1_234 }, (_, n) => `d${n}.example`);
    const columns = name === 'haltman' ? '(name)' : '(domain, description, transport)';
    const row = (text: string) => (name === 'haltman' ? `('${text}')` : `('${text}', '', '')`);
    await database.run(`INSERT INTO domain ${columns} VALUES ${extra.map(row).join(', ')}`);
    const listed = (await backend.domains.list()).map((one) => one.name);
    expect(listed).toEqual(['example.org', 'example.com', ...extra].sort());
  });
});
