import { connect, type Socket } from 'node:net';
import { expect, test } from '@jest/globals';
import { plainApp } from '../../../src/adapters/http/plain-app.js';
import { HttpServer } from '../../../src/adapters/http/server/http-server.js';
import { holdingClaims } from '../../support/holding-claims.js';
import { HttpService } from '../../support/http-service.js';
import { inTime } from '../../support/in-time.js';

const CONNECTIONS = 5;
/** So that a red test ends before its time is over. */
const PATIENCE_MS = 3_000;
const LIMITS = {
  requestTimeoutMs: 200,
  headersTimeoutMs: 100,
  keepAliveTimeoutMs: 100,
  checkIntervalMs: 20,
  lingerMs: 50,
  answerTimeoutMs: 200,
};
const LIVE = 'GET /health/live HTTP/1.1\r\nHost: x\r\n';
const CREATE = 'POST /api/alias/create?alias_handle=shop&alias_domain=example.org HTTP/1.1\r\nHost: x\r\n';

/** A connection of a peer that keeps its own side open, whatever we do. */
async function stay(port: number, text: string): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  socket.on('error', () => undefined);
  await new Promise((resolve) => socket.once('connect', resolve));
  socket.write(text, 'latin1');
  return socket;
}

/** Resolves once the server has ended its side, or closed the connection. */
const ended = (socket: Socket) => new Promise((resolve) => socket.resume().once('end', resolve).once('close', resolve));

async function answers(service: HttpService): Promise<boolean> {
  try {
    return (await service.fetch('/health/live', { headers: { Connection: 'close' } })).ok;
  } catch {
    return false;
  }
}

test.each([
  ['nothing', ''],
  ['half a head', LIVE],
  ['no HTTP', 'garbage\r\n\r\n'],
  ['headers without end', `${LIVE}X-Filler: ${'x'.repeat(20_000)}`],
  ['half a body', `${CREATE}Content-Length: 9\r\n\r\n{`],
  ['a body after its answer', `${CREATE.replace('create', 'nothing')}Content-Length: 9\r\n\r\n{`],
  ['a request, and no other', `${LIVE}\r\n`],
  ['a last request', `${LIVE}Connection: close\r\n\r\n`],
  ['garbage behind a request', `${LIVE}\r\ngarbage\r\n\r\n`],
])('peers that send %s, and stay, leave their connections to others', async (_, text) => {
  await using service = await HttpService.start({ limits: { ...LIMITS, maxConnections: CONNECTIONS } });
  const sockets = await Promise.all(Array.from({ length: CONNECTIONS }, () => stay(service.port, text)));
  await inTime(Promise.all(sockets.map(ended)), () => 'the end of each');
  const deadlineMs = performance.now() + PATIENCE_MS;
  let isAnswered = false;
  while (!isAnswered && performance.now() < deadlineMs) isAnswered = await answers(service);
  expect([isAnswered, service.failures]).toEqual([true, []]);
  for (const socket of sockets) socket.destroy();
});

test('a shutdown does not wait for peers that stay', async () => {
  const { backend, begun, release } = holdingClaims();
  const service = await HttpService.start({ backend, limits: { checkIntervalMs: 20, lingerMs: 50 } });
  const socket = await stay(service.port, `${CREATE}X-API-Key: ${service.key}\r\n\r\n`);
  const over = ended(socket);
  await begun();
  const stopped = service.stop();
  release();
  const ending = inTime(Promise.all([over, stopped]), () => 'the end');
  await ending.finally(() => {
    socket.destroy();
  });
});

test('a peer that does not receive its answer is cut off', async () => {
  const cut = Promise.withResolvers<boolean>();
  const app = plainApp((_, response) => {
    response.once('close', () => {
      cut.resolve(response.writableFinished);
    });
    // More than the buffers of a connection hold.
    response.end(Buffer.alloc(32 * 1024 * 1024));
  });
  const server = new HttpServer(app, LIMITS);
  const url = await server.listen(0, '127.0.0.1');
  const socket = await stay(Number(new URL(url).port), `${LIVE}\r\n`);
  socket.pause();
  const wasFinished = await inTime(cut.promise, () => 'the cut').finally(() => {
    socket.destroy();
  });
  await server.stop();
  expect(wasFinished).toBe(false);
});
