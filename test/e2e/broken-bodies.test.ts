import { once } from 'node:events';
import { connect } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { seed, serve } from '../support/service-process.js';
import { waitUntil } from '../support/servers/wait-until.js';
import { TemporaryFolder } from '../support/temporary-folder.js';

const PLACES = 3;
const FIELDS = JSON.stringify({ alias_handle: 'shop', alias_domain: 'example.org', filler: 'x'.repeat(100) });
const half = (packed: Uint8Array) => packed.subarray(0, packed.length >> 1);
const BODIES = [
  ['identity', Buffer.from('{')],
  ['gzip', half(gzipSync(FIELDS))],
  ['br', half(brotliCompressSync(FIELDS))],
] as const;

test('bodies that break off leave every place free, as the metrics say', async () => {
  using folder = new TemporaryFolder();
  const at = { cwd: folder.path };
  const key = await seed(at);
  const env = { POSTERN_MAX_CONCURRENT_REQUESTS: `${PLACES}`, POSTERN_METRICS_PORT: '0' };
  await using service = serve({ ...at, env });
  const url = await service.listening();
  const [, metricsUrl = ''] = await service.output(/metrics at (http:\/\/[^\s"]+)/);
  const running = async (count: number) => {
    await waitUntil(`${count} run`, async () =>
      (await (await fetch(metricsUrl)).text()).includes(`postern_http_requests_running ${count}\n`),
    );
  };
  for (const end of ['end', 'resetAndDestroy'] as const) {
    const sockets = BODIES.map(([coding, body]) => {
      const socket = connect(Number(new URL(url).port), '127.0.0.1').on('error', () => undefined);
      socket.write(
        `POST /api/alias/create HTTP/1.1\r\nHost: x\r\nX-API-Key: ${key}\r\nContent-Type: application/json\r\n` +
          `Content-Encoding: ${coding}\r\nContent-Length: 1000\r\n\r\n`,
      );
      socket.write(body);
      return socket;
    });
    await running(PLACES);
    const closed = sockets.map((socket) => once(socket.resume(), 'close'));
    for (const socket of sockets) socket[end]();
    await Promise.all(closed);
    await running(0);
  }
  const creates = await Promise.all(
    BODIES.map(([coding]) =>
      fetch(`${url}/api/alias/create?alias_handle=${coding}&alias_domain=example.org`, {
        method: 'POST',
        headers: { 'X-API-Key': key },
      }),
    ),
  );
  expect(creates.map(({ status }) => status)).toEqual([200, 200, 200]);
});
