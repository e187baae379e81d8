import { writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import Database from 'better-sqlite3';
import { describe, expect, test } from '@jest/globals';
import { postern, posternJson, seed, serve } from '../support/service-process.js';
import { waitUntil } from '../support/servers/wait-until.js';
import { useTemporaryFolder } from '../support/use-temporary-folder.js';

const SHOP = JSON.stringify({ alias_handle: 'shop', alias_domain: 'example.org' });

describe('postern serve', () => {
  const folder = useTemporaryFolder();

  const at = () => ({ cwd: folder.path });
  const logLines = (stdout: string) =>
    stdout.split('\n').flatMap((line) => (line.startsWith('{') ? [JSON.parse(line) as Record<string, unknown>] : []));

  /** Sends the head of a create and half of its body; `finish` sends the rest and gives the status. */
  async function openCreate(url: string, key: string) {
    const headers = { 'X-API-Key': key, 'Content-Type': 'application/json', 'Content-Length': SHOP.length };
    const outgoing = request(`${url}/api/alias/create`, {
      method: 'POST',
      headers,
      agent: new Agent({ keepAlive: true }),
    });
    const status = new Promise<number | undefined>((resolve) => {
      outgoing.on('response', (response) => {
        response.resume().on('end', () => {
          resolve(response.statusCode);
        });
      });
      outgoing.on('error', () => {
        resolve(undefined);
      });
    });
    await new Promise((resolve) => outgoing.write(SHOP.slice(0, 9), resolve));
    // The service has read the head of this one once it answers a later one.
    await fetch(`${url}/health/live`);
    return { status, finish: () => outgoing.end(SHOP.slice(9)) };
  }

  test.each(['1', '2'])(
    'signals that do not ask for an end are logged, by %s workers too, and open no debugger',
    async (workers) => {
      await using service = serve({ ...at(), env: { POSTERN_WORKERS: workers } });
      const url = await service.listening();
      const signals = ['SIGHUP', 'SIGUSR1', 'SIGUSR2', 'SIGPIPE'] as const;
      const processes = service.processes();
      for (const pid of processes) for (const signal of signals) process.kill(pid, signal);
      await waitUntil('each has logged each but SIGPIPE', () =>
        processes.every((pid) =>
          signals.slice(0, 3).every((signal) => new RegExp(`"pid":${pid}.*"${signal}"`).test(service.stdout)),
        ),
      );
      expect(processes).toHaveLength(workers === '1' ? 1 : 3);
      expect((await fetch(`${url}/health/ready`)).status).toBe(200);
      // Node.js names the port of its debugger on standard error.
      service.kill('SIGTERM');
      expect(await service.exited).toMatchObject({ code: 0, stderr: '' });
    },
  );

  test('never seeds anything', async () => {
    await using service = serve(at());
    await service.listening();
    expect(await posternJson(at(), 'domain', 'list')).toEqual([]);
    expect(await posternJson(at(), 'key', 'list')).toEqual([]);
  });

  test('is ready, and serves what the command line makes beside it', async () => {
    await using service = serve(at());
    const url = await service.listening();
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    const key = await seed(at());
    const create = () =>
      fetch(`${url}/api/alias/create?alias_handle=shop&alias_domain=example.org`, {
        method: 'POST',
        headers: { 'X-API-Key': key },
      });
    expect((await create()).status).toBe(200);
    await posternJson(at(), 'key', 'revoke', '1');
    await waitUntil('the key is dead', async () => (await create()).status === 401);
  });

  test('logs a line a request, without the key, the body or the path', async () => {
    const key = await seed(at());
    await using service = serve(at());
    const url = await service.listening();
    const headers = { 'X-API-Key': key, 'Content-Type': 'application/json', 'X-Request-Id': 'my-id' };
    await fetch(`${url}/api/alias/create?secret=hunter2`, { method: 'POST', headers, body: SHOP });
    await fetch(`${url}/${key}`);
    service.kill('SIGTERM');
    const { stdout } = await service.exited;
    expect(logLines(stdout).filter((line) => line['msg'] === 'request')).toMatchObject([
      {
        request_id: 'my-id',
        method: 'POST',
        route: '/api/alias/create',
        status: 200,
        key_id: 1,
        duration_ms: expect.any(Number),
      },
      { method: 'GET', status: 404 },
    ]);
    expect(stdout).not.toContain(key);
    expect(stdout).not.toMatch(/hunter2|shop/);
  });

  test.each(['SIGTERM', 'SIGINT'] as const)(
    'on %s accepts no more, finishes what runs, and ends with 0',
    async (signal) => {
      const key = await seed(at());
      // A time limit that no test outlives: ending must not depend on it.
      await using service = serve({ ...at(), env: { POSTERN_SHUTDOWN_TIMEOUT_MS: '600000' } });
      const url = await service.listening();
      const running = await openCreate(url, key);
      service.kill(signal);
      await service.output(/shutting down/);
      await expect(fetch(`${url}/health/live`)).rejects.toThrow();
      running.finish();
      expect(await running.status).toBe(200);
      expect((await service.exited).code).toBe(0);
      expect(await posternJson(at(), 'alias', 'list')).toMatchObject([{ address: 'shop@example.org' }]);
    },
  );

  test('cuts off what still runs when the time limit is over, and ends with 0', async () => {
    const key = await seed(at());
    await using service = serve({ ...at(), env: { POSTERN_SHUTDOWN_TIMEOUT_MS: '50' } });
    const running = await openCreate(await service.listening(), key);
    service.kill('SIGTERM');
    const { code, stdout } = await service.exited;
    expect(code).toBe(0);
    expect(stdout).toContain('cutting off what still runs');
    expect(await running.status).toBeUndefined();
    expect(await posternJson(at(), 'alias', 'list')).toEqual([]);
  });

  test('a second signal cuts off at once', async () => {
    const key = await seed(at());
    await using service = serve({ ...at(), env: { POSTERN_SHUTDOWN_TIMEOUT_MS: '600000' } });
    const running = await openCreate(await service.listening(), key);
    service.kill('SIGINT');
    await service.output(/shutting down/);
    service.kill('SIGINT');
    expect((await service.exited).code).toBe(0);
    expect(await running.status).toBeUndefined();
  });

  test('a connection that idles does not hold it up', async () => {
    await using service = serve({ ...at(), env: { POSTERN_SHUTDOWN_TIMEOUT_MS: '600000' } });
    const url = await service.listening();
    const idle = connect(Number(new URL(url).port), '127.0.0.1');
    await new Promise((resolve) => idle.once('connect', resolve));
    await fetch(`${url}/health/live`);
    service.kill('SIGTERM');
    expect((await service.exited).code).toBe(0);
    idle.destroy();
  });

  test('refuses a bad configuration with all that is wrong with it, and ends with 1', async () => {
    const env = { POSTERN_PORT: 'x', POSTERN_LOG_LEVEL: 'loud', POSTERN_PROT: '1' };
    const { code, stdout, stderr } = await serve({ ...at(), env }).exited;
    expect([code, stdout]).toEqual([1, '']);
    for (const name of Object.keys(env)) expect(stderr).toContain(`${name}: `);
  });

  test('reads a .env file, and the environment wins over it', async () => {
    writeFileSync(
      folder.file('.env'),
      '\uFEFFPOSTERN_DATABASE_URL="sqlite:other.db" # mine\nPOSTERN_LOG_LEVEL=loud\nPOSTERN_PORT=0\n',
    );
    expect((await postern(at(), 'domain', 'list')).stderr).toContain('POSTERN_LOG_LEVEL');
    await using service = serve({ ...at(), env: { POSTERN_LOG_LEVEL: 'info' } });
    await service.listening();
    const database = new Database(folder.file('other.db'), { readonly: true });
    expect(database.prepare('SELECT count(*) AS n FROM alias').get()).toEqual({ n: 0 });
    database.close();
  });

  test('refuses tables that it does not know, and ends with 1', async () => {
    const database = new Database(folder.file('foreign.db'));
    database.exec('CREATE TABLE domain (domain TEXT)');
    database.close();
    const { code, stderr } = await serve({ ...at(), env: { POSTERN_DATABASE_URL: 'sqlite:foreign.db' } }).exited;
    expect(code).toBe(1);
    expect(stderr).toContain('postern migrate');
  });
});
