import { createServer } from 'node:http';
import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { beforeEach, expect, test } from '@jest/globals';
import { seed, serve, type ServiceProcess } from '../support/service-process.js';
import { waitUntil } from '../support/servers/wait-until.js';
import { useTemporaryFolder } from '../support/use-temporary-folder.js';

const RACERS = 20;

const folder = useTemporaryFolder();
let key: string;
beforeEach(async () => {
  key = await seed({ cwd: folder.path });
});

const serveByTwo = (env: Record<string, string> = {}) =>
  serve({ cwd: folder.path, env: { POSTERN_WORKERS: '2', ...env } });

/** Each on a connection of its own, for those are what workers share. */
const create = (url: string, handle: string) =>
  fetch(`${url}/api/alias/create?alias_handle=${handle}&alias_domain=example.org`, {
    method: 'POST',
    headers: { 'X-API-Key': key, Connection: 'close' },
  });

/** The processes that have answered, by the log. */
const pidsOf = (service: ServiceProcess) =>
  new Set([...service.stdout.matchAll(/"pid":(\d+)[^\n]*"msg":"request"/g)].map(([, pid]) => Number(pid)));

async function untilBothAnswered(service: ServiceProcess, url: string): Promise<ReadonlySet<number>> {
  await waitUntil('both workers have answered', async () => {
    await fetch(`${url}/health/live`, { headers: { Connection: 'close' } });
    return pidsOf(service).size === 2;
  });
  return pidsOf(service);
}

test('two workers serve one port, and one address goes to one caller, whichever worker he met', async () => {
  await using service = serveByTwo();
  const url = await service.listening();
  await untilBothAnswered(service, url);
  const answers = await Promise.all(Array.from({ length: RACERS }, () => create(url, 'shop')));
  const statuses = answers.map(({ status }) => status).sort((a, b) => a - b);
  expect(statuses).toEqual([200, ...Array<number>(RACERS - 1).fill(409)]);
  expect(service.stdout.match(/listening on/g)).toHaveLength(1);
  service.kill('SIGTERM');
  expect(await service.exited).toMatchObject({ code: 0, stderr: '' });
  expect(service.stdout).toContain('"msg":"shut down"');
});

test('they count requests together', async () => {
  await using service = serveByTwo({ POSTERN_LIMIT_CREATE_PER_KEY: '5' });
  const url = await service.listening();
  const answers = await Promise.all(Array.from({ length: RACERS }, (_, i) => create(url, `h${i}`)));
  const statuses = answers.map(({ status }) => status).sort((a, b) => a - b);
  expect(statuses).toEqual([...Array<number>(5).fill(200), ...Array<number>(RACERS - 5).fill(429)]);
});

test('a connection too many is closed at once, and not handed from one full worker to the other', async () => {
  await using service = serveByTwo({ POSTERN_MAX_CONNECTIONS: '2' });
  const port = Number(new URL(await service.listening()).port);
  const open = [connect(port, '127.0.0.1'), connect(port, '127.0.0.1')];
  await Promise.all(open.map((socket) => once(socket, 'connect')));
  const third = connect(port, '127.0.0.1').on('error', () => undefined);
  await once(third, 'close');
  const states = open.map(({ destroyed }) => destroyed);
  for (const socket of open) socket.destroy();
  expect(states).toEqual([false, false]);
});

test('the primary serves the metrics of both, summed', async () => {
  await using service = serveByTwo({ POSTERN_METRICS_PORT: '0' });
  const url = await service.listening();
  const [, metricsUrl = ''] = await service.output(/metrics at (http:\/\/[^\s"]+)/);
  await Promise.all(Array.from({ length: RACERS }, (_, i) => create(url, `h${i}`)));
  await waitUntil('all have been counted', async () =>
    (await (await fetch(metricsUrl)).text()).includes(
      `postern_http_requests_total{method="POST",route="/api/alias/create",status="200"} ${RACERS}\n`,
    ),
  );
  expect(await (await fetch(metricsUrl)).text()).toContain(`postern_alias_claims_total{outcome="claimed"} ${RACERS}\n`);
});

test('one that is killed is replaced, and requests go on', async () => {
  await using service = serveByTwo();
  const url = await service.listening();
  const [first = 0, second = 0] = await untilBothAnswered(service, url);
  process.kill(first, 'SIGKILL');
  await service.output(/"msg":"a worker has ended; another takes its place"/);
  expect((await create(url, 'shop')).status).toBe(200);
  await waitUntil('the new one answers', async () => {
    await fetch(`${url}/health/live`, { headers: { Connection: 'close' } }).catch(() => undefined);
    return [...pidsOf(service)].some((pid) => pid !== first && pid !== second);
  });
  service.kill('SIGTERM');
  expect(await service.exited).toMatchObject({ code: 0 });
});

test('where the primary is killed, the workers end', async () => {
  await using service = serveByTwo();
  const url = await service.listening();
  const pids = await untilBothAnswered(service, url);
  service.kill('SIGKILL');
  await service.exited;
  const isAlive = (pid: number) => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  await waitUntil('none of them lives', () => ![...pids].some(isAlive));
});

test('a port that is taken ends the start, and is told once', async () => {
  const occupant = createServer().listen(0, '127.0.0.1');
  await once(occupant, 'listening');
  const { port } = occupant.address() as AddressInfo;
  await using service = serveByTwo({ POSTERN_PORT: String(port) });
  const { code, stderr } = await service.exited;
  occupant.close();
  expect(code).toBe(1);
  expect(stderr.match(/EADDRINUSE/g)).toHaveLength(1);
});
