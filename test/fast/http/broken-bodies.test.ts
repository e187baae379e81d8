import { connect, type Socket } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { holdingClaims } from '../../support/holding-claims.js';
import { HttpService } from '../../support/http-service.js';

/** Soon, but long after all of a test's requests have come. */
const LIMITS = { requestTimeoutMs: 400, headersTimeoutMs: 300, checkIntervalMs: 20, lingerMs: 50 };

const FIELDS = JSON.stringify({ alias_handle: 'shop', alias_domain: 'example.org', filler: 'x'.repeat(100) });
const half = (packed: Uint8Array) => Buffer.from(packed.subarray(0, packed.length >> 1)).toString('latin1');
const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;

const JSON_TYPE = 'Content-Type: application/json\r\n';
const LENGTH = 'Content-Length: 1000\r\n';
const CHUNKED = 'Transfer-Encoding: chunked\r\n';

/** Bodies of which the rest is still to come: more header fields, and what comes of the body. */
const BODIES: readonly (readonly [string, string, string])[] = [
  ['plain', LENGTH, '{'],
  ['form', 'Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n', 'token='],
  ['no byte', LENGTH, ''],
  ['no byte of an unknown type', 'Content-Type: text/plain\r\nTransfer-Encoding: chunked\r\n', ''],
  ['chunked', CHUNKED, chunk('{')],
  ['no chunk', CHUNKED, ''],
  ['half a chunk', CHUNKED, '10\r\n{'],
  ['all but the last chunk', CHUNKED, chunk(FIELDS)],
  ['gzip', `Content-Encoding: gzip\r\n${LENGTH}`, half(gzipSync(FIELDS))],
  ['chunked gzip', `Content-Encoding: gzip\r\n${CHUNKED}`, chunk(half(gzipSync(FIELDS)))],
  ['whole gzip, short of its length', `Content-Encoding: gzip\r\n${LENGTH}`, gzipSync(FIELDS).toString('latin1')],
  ['gzip without a byte', `Content-Encoding: gzip\r\n${LENGTH}`, ''],
  ['brotli', `Content-Encoding: br\r\n${LENGTH}`, half(brotliCompressSync(FIELDS))],
  ['deflate', `Content-Encoding: deflate\r\n${LENGTH}`, half(deflateSync(FIELDS))],
];

/** How a connection ends before the body does. */
const ENDINGS: readonly (readonly [string, (socket: Socket) => void])[] = [
  ['FIN', (socket) => socket.end()],
  ['RST', (socket) => socket.resetAndDestroy()],
  ['silence', () => undefined],
  ['no chunk where one should be', (socket) => socket.write('zz\r\n')],
];

const requestOf = ({ key }: HttpService, [, fields, body]: (typeof BODIES)[number]) =>
  `POST /api/alias/create HTTP/1.1\r\nHost: x\r\nX-API-Key: ${key}\r\n` +
  `${fields.startsWith('Content-Type') ? '' : JSON_TYPE}${fields}\r\n${body}`;

/** A connection that never closes its own side. */
async function send(service: HttpService, text: string): Promise<Socket> {
  const socket = connect({ port: service.port, host: '127.0.0.1', allowHalfOpen: true });
  socket.on('error', () => undefined).resume();
  await new Promise((resolve) => socket.write(text, 'latin1', resolve));
  return socket;
}

/** That all can be used at once, and no more. */
async function expectFreePlaces(service: HttpService, { begun, release }: ReturnType<typeof holdingClaims>) {
  const creates = BODIES.map((_, at) => service.create({ alias_handle: `box${at}`, alias_domain: 'example.org' }));
  await Promise.race([begun(BODIES.length), Promise.all(creates)]);
  expect((await service.create({})).status).toBe(503);
  release();
  expect((await Promise.all(creates)).map(({ status }) => status)).toEqual(creates.map(() => 200));
  expect(service.failures).toEqual([]);
  expect(await service.aliases()).toHaveLength(BODIES.length);
}

describe('a body that breaks off leaves its place', () => {
  test.each(ENDINGS)('on %s', async (_, end) => {
    const claims = holdingClaims();
    await using service = await HttpService.start({
      backend: claims.backend,
      maxConcurrentRequests: BODIES.length,
      limits: LIMITS,
    });
    const sockets = await Promise.all(BODIES.map((body) => send(service, requestOf(service, body))));
    await service.runningIs(BODIES.length);
    expect((await service.create({})).status).toBe(503);
    for (const socket of sockets) end(socket);
    await service.runningIs(0);
    for (const socket of sockets) socket.destroy();
    await expectFreePlaces(service, claims);
  });

  test('when a shutdown cuts it off', async () => {
    const service = await HttpService.start({ maxConcurrentRequests: BODIES.length });
    const sockets = await Promise.all(BODIES.map((body) => send(service, requestOf(service, body))));
    await service.runningIs(BODIES.length);
    await service[Symbol.asyncDispose]();
    await service.runningIs(0);
    for (const socket of sockets) socket.destroy();
    expect(service.failures).toEqual([]);
  });

  test.each(ENDINGS)('on %s while the key is looked up', async (_, end) => {
    const claims = holdingClaims();
    const { promise: looking, resolve: found } = Promise.withResolvers<undefined>();
    const keys = Object.assign(Object.create(claims.backend.keys), {
      find: async (hash: Parameters<typeof claims.backend.keys.find>[0]) => {
        await looking;
        return claims.backend.keys.find(hash);
      },
    }) as typeof claims.backend.keys;
    await using service = await HttpService.start({
      backend: { ...claims.backend, keys },
      maxConcurrentRequests: BODIES.length,
      limits: LIMITS,
    });
    const sockets = await Promise.all(BODIES.map((body) => send(service, requestOf(service, body))));
    await service.runningIs(BODIES.length);
    for (const socket of sockets) end(socket);
    await service.linesReach(BODIES.length);
    expect(service.running).toBe(BODIES.length);
    found(undefined);
    await service.runningIs(0);
    for (const socket of sockets) socket.destroy();
    await expectFreePlaces(service, claims);
  });
});
