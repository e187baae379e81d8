import { closeSync, openSync, writeSync } from 'node:fs';
import Database from 'better-sqlite3';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { posternJson, seed, serve } from '../support/service-process.js';
import { useTemporaryFolder } from '../support/use-temporary-folder.js';

const CALLERS = 100;
const KILL_AFTER = 120;
/** In blocks of 512 bytes: room for the tables and for some hundred aliases. */
const FILE_SIZE_LIMIT = 500;

describe('what was acknowledged', () => {
  const folder = useTemporaryFolder();
  let key: string;

  beforeEach(async () => {
    key = await seed({ cwd: folder.path });
  });

  /** The status of one create, or `undefined` where the service was gone. */
  async function create(url: string, handle: string): Promise<number | undefined> {
    try {
      const response = await fetch(`${url}/api/alias/create`, {
        method: 'POST',
        headers: { 'X-API-Key': key, 'Content-Type': 'application/json' },
        body: JSON.stringify({ alias_handle: handle, alias_domain: 'example.org' }),
      });
      await response.arrayBuffer();
      return response.status;
    } catch {
      return undefined;
    }
  }

  function storedHandles(): string[] {
    const database = new Database(folder.file('data/postern.db'));
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
    const rows = database.prepare('SELECT address FROM alias').all() as { address: string }[];
    database.close();
    return rows.map((row) => row.address.replace('@example.org', ''));
  }

  test(`is there after kill -9 while ${CALLERS} callers create without end`, async () => {
    const acknowledged: string[] = [];
    {
      await using service = serve({ cwd: folder.path });
      const url = await service.listening();
      await Promise.all(
        Array.from({ length: CALLERS }, async (_, caller) => {
          for (let i = 0; (await create(url, `h${caller}-${i}`)) === 200; i++)
            if (acknowledged.push(`h${caller}-${i}`) === KILL_AFTER) service.kill('SIGKILL');
        }),
      );
    }
    expect(acknowledged.length).toBeGreaterThanOrEqual(KILL_AFTER);
    await using restarted = serve({ cwd: folder.path });
    const url = await restarted.listening();
    expect(await create(url, acknowledged[0] ?? '')).toBe(409);
    expect(await create(url, 'afterwards')).toBe(200);
    const stored = storedHandles();
    expect(stored).toEqual(expect.arrayContaining([...acknowledged, 'afterwards']));
    expect(new Set(stored).size).toBe(stored.length);
  });

  test('is all that is there when the disk is full, and what was not got 503', async () => {
    const acknowledged: string[] = [];
    const refused: string[] = [];
    {
      await using service = serve({ cwd: folder.path, before: `ulimit -f ${FILE_SIZE_LIMIT}` });
      const url = await service.listening();
      for (let i = 0; refused.length < 20; i++) {
        const status = await create(url, `h${i}`);
        (status === 200 ? acknowledged : refused).push(`h${i}`);
        expect([200, 503]).toContain(status);
        expect(i).toBeLessThan(20_000);
      }
      expect((await fetch(`${url}/health/live`)).status).toBe(200);
      service.kill('SIGTERM');
      expect((await service.exited).code).toBe(0);
    }
    expect(acknowledged.length).toBeGreaterThan(0);
    expect(storedHandles().sort()).toEqual(acknowledged.sort());
    await using roomy = serve({ cwd: folder.path });
    expect(await create(await roomy.listening(), refused[0] ?? '')).toBe(200);
  });

  test('is all that is there when the file may only be read, and nothing is served from it', async () => {
    await posternJson({ cwd: folder.path }, 'alias', 'create', 'shop@example.org', '--goto', 'owner@example.net');
    forbidWriting(folder.file('data/postern.db'));
    const { code, stderr } = await serve({ cwd: folder.path }).exited;
    expect([code, stderr]).toEqual([1, expect.stringContaining('SQLITE_READONLY')]);
    expect(storedHandles()).toEqual(['shop']);
  });
});

/**
 * Gives the file a format version that this SQLite may read and not write (sqlite.org/fileformat2.html 1.3.3, offset 18). Its mode
 * would not do: the tests may run as root, whom it does not bind.
 */
function forbidWriting(path: string): void {
  const file = openSync(path, 'r+');
  writeSync(file, Uint8Array.of(3), 0, 1, 18);
  closeSync(file);
}
