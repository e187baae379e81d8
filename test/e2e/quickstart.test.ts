import { createServer, type AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { posternJson, QUICKSTART, ServiceProcess } from '../support/service-process.js';
import { useTemporaryFolder } from '../support/use-temporary-folder.js';

const CURL = /^curl -X POST (\S+) -H 'X-API-Key: ([0-9a-f]{64})' -H 'Content-Type: (\S+)' -d '(.+)'$/m;

describe('npm start', () => {
  const folder = useTemporaryFolder();
  const start = (env: Record<string, string> = { POSTERN_PORT: '0' }) =>
    new ServiceProcess(QUICKSTART, [], { cwd: folder.path, env });

  test('on a new database prints a request that makes an alias, and makes none the second time', async () => {
    await using service = start();
    const [, url = '', key = '', type = '', body = ''] = await service.output(CURL);
    const create = () => fetch(url, { method: 'POST', headers: { 'X-API-Key': key, 'Content-Type': type }, body });
    const first = await create();
    expect([first.status, await first.json()]).toEqual([
      200,
      { ok: true, created: true, address: 'shop@example.org', goto: 'owner@example.net' },
    ]);
    const second = await create();
    expect([second.status, await second.json()]).toEqual([
      409,
      { ok: false, error: 'alias_taken', address: 'shop@example.org' },
    ]);
    expect(await posternJson({ cwd: folder.path }, 'alias', 'list')).toMatchObject([{ address: 'shop@example.org' }]);
  });

  test('shows the key this once, logs it never, and stores only its hash', async () => {
    let key: string;
    {
      await using service = start();
      key = (await service.output(CURL))[2] ?? '';
      // The log may come after what is announced.
      await service.listening();
      const logged = service.stdout.split('\n').filter((line) => line.startsWith('{'));
      expect(logged.length).toBeGreaterThan(0);
      expect(logged.join()).not.toContain(key);
      service.kill('SIGTERM');
      expect((await service.exited).code).toBe(0);
    }
    expect(readFileSync(folder.file('data/postern.db')).includes(key)).toBe(false);
    await using again = start();
    await again.listening();
    again.kill('SIGTERM');
    expect((await again.exited).stdout).not.toMatch(/curl|X-API-Key/);
    expect(await posternJson({ cwd: folder.path }, 'key', 'list')).toHaveLength(1);
    expect(await posternJson({ cwd: folder.path }, 'domain', 'list')).toMatchObject([{ name: 'example.org' }]);
  });

  test('shows the key also where the port is another program’s, and then ends with 1', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    await using service = start({ POSTERN_PORT: String((other.address() as AddressInfo).port) });
    const { code, stdout, stderr } = await service.exited;
    other.close();
    expect(code).toBe(1);
    expect(stdout).toMatch(/X-API-Key: [0-9a-f]{64}/);
    expect(stderr).toContain('EADDRINUSE');
  });

  test('leaves a database alone that is there already', async () => {
    await posternJson({ cwd: folder.path }, 'domain', 'add', 'mine.example');
    await using service = start();
    await service.listening();
    expect(await posternJson({ cwd: folder.path }, 'domain', 'list')).toMatchObject([{ name: 'mine.example' }]);
    expect(await posternJson({ cwd: folder.path }, 'key', 'list')).toEqual([]);
  });
});
