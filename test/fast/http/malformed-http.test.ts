import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openMemoryBackend } from '../../../src/adapters/memory/open-memory-backend.js';
import type { ClaimOutcome } from '../../../src/application/ports/alias-store.js';
import { FixedClock } from '../../support/fixed-clock.js';
import { HttpService } from '../../support/http-service.js';

const SHOP = JSON.stringify({ alias_handle: 'shop', alias_domain: 'example.org' });

describe('what is no good HTTP', () => {
  let service: HttpService;
  beforeEach(async () => {
    service = await HttpService.start({
      limits: { requestTimeoutMs: 150, headersTimeoutMs: 100, checkIntervalMs: 20 },
    });
  });
  afterEach(async () => {
    // Whatever came, the service still works and had no fault of its own.
    expect((await service.fetch('/health/live')).status).toBe(200);
    expect(service.failures).toEqual([]);
    await service[Symbol.asyncDispose]();
  });

  const create = (rest: string) => `POST /api/alias/create HTTP/1.1\r\nHost: x\r\nX-API-Key: ${service.key}\r\n${rest}`;
  const goodCreate = () => create(`Content-Type: application/json\r\nContent-Length: ${SHOP.length}\r\n\r\n${SHOP}`);

  test.each([
    ['garbage', () => '\x16\x03\x01\x02\x00garbage\r\n\r\n'],
    ['an unknown method', () => 'FROB / HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['no host', () => 'GET /health/live HTTP/1.1\r\nConnection: close\r\n\r\n'],
    ['a broken header', () => 'GET / HTTP/1.1\r\nHost x\r\n\r\n'],
    ['two lengths', () => create('Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx')],
    [
      'a length and a transfer coding',
      () => create('Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'),
    ],
    ['a broken chunk', () => create('Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n')],
  ])('%s: 400', async (_, request) => {
    const answer = await send(service.port, request());
    expectRefusal(answer, '400 Bad Request', 'malformed_request');
  });

  test('what stumbles after a good head keeps the id of its request', async () => {
    const broken = create(
      'X-Request-Id: mine\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
    );
    expect(await send(service.port, broken)).toContain('\r\nX-Request-Id: mine\r\n');
    await service.linesReach(1);
    expect(service.lines).toMatchObject([{ requestId: 'mine', status: 400 }]);
  });

  test('what stumbles after its answer gets no other', async () => {
    const head = 'POST /api/alias/create HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n';
    const answer = await send(service.port, head, (socket) => {
      socket.once('data', () => socket.write('zz\r\n'));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 401 /);
    expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1);
  });

  test('chunk extensions without end: 413', async () => {
    const chunk = `1;x=${'x'.repeat(20_000)}\r\n`;
    const answer = await send(
      service.port,
      create(`Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n${chunk}`),
    );
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain('{"error":"payload_too_large"');
  });

  test('a packed body that is too large leaves its connection to nobody', async () => {
    const head = create('Content-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: 400000\r\n\r\n');
    const answer = await send(
      service.port,
      `${head}${'x'.repeat(400_000)}GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 413 [^]*\r\nConnection: close\r\n/);
  });

  test('huge headers: 431', async () => {
    const answer = await send(service.port, `GET / HTTP/1.1\r\nHost: x\r\nX-Filler: ${'x'.repeat(20_000)}\r\n\r\n`);
    expectRefusal(answer, '431 Request Header Fields Too Large', 'headers_too_large');
  });

  test('slow headers: 408', async () => {
    const answer = await send(service.port, 'GET /health/live HTTP/1.1\r\nHost: x\r\n');
    expectRefusal(answer, '408 Request Timeout', 'request_timeout');
  });

  test('a body that never comes: 408, and no alias', async () => {
    const answer = await send(service.port, create('Content-Type: application/json\r\nContent-Length: 999\r\n\r\n{'));
    expectRefusal(answer, '408 Request Timeout', 'request_timeout');
    expect(await service.aliases()).toEqual([]);
  });

  test('a caller who hangs up in the middle of a body leaves no alias', async () => {
    await send(
      service.port,
      create(`Content-Type: application/json\r\nContent-Length: 999\r\n\r\n${SHOP}`),
      (socket) => {
        socket.resetAndDestroy();
      },
    );
    await service.linesReach(1);
    expect(service.lines).toMatchObject([{ route: '/api/alias/create', status: undefined }]);
    expect(await service.aliases()).toEqual([]);
  });

  test('a body longer than told is cut there, and the rest is no request', async () => {
    const answer = await send(service.port, `${goodCreate()}garbage\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(await service.aliases()).toHaveLength(1);
  });

  test('garbage pipelined behind a good request does not take the place of its answer', async () => {
    const memory = openMemoryBackend(new FixedClock());
    const gate = Promise.withResolvers<undefined>();
    const claimed = Promise.withResolvers<undefined>();
    const claim = async (wanted: Parameters<typeof memory.aliases.claim>[0]): Promise<ClaimOutcome> => {
      claimed.resolve(undefined);
      await gate.promise;
      return memory.aliases.claim(wanted);
    };
    const aliases = Object.assign(Object.create(memory.aliases), { claim }) as typeof memory.aliases;
    await using slow = await HttpService.start({ backend: { ...memory, aliases } });
    const request = goodCreate().replace(service.key, slow.key);
    const answer = send(slow.port, request, (socket) => {
      void claimed.promise.then(() => {
        socket.write('garbage\r\n\r\n', () => {
          gate.resolve(undefined);
        });
      });
    });
    expect(await answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(await slow.aliases()).toHaveLength(1);
  });

  test('an Expect header that nobody knows is passed over', async () => {
    const answer = await send(
      service.port,
      'GET /health/live HTTP/1.1\r\nHost: x\r\nExpect: luck\r\nConnection: close\r\n\r\n',
    );
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  });

  test('X-Forwarded-For is believed only from as many proxies as are trusted', async () => {
    const headers = { 'X-Forwarded-For': '203.0.113.9, 198.51.100.7, 192.0.2.1' };
    await service.fetch('/health/live', { headers });
    await service.linesReach(1);
    expect(service.lines[0]?.ip).toBe('127.0.0.1');
    for (const [trustedProxies, ip] of [
      [1, '192.0.2.1'],
      [2, '198.51.100.7'],
    ] as const) {
      await using proxied = await HttpService.start({ trustedProxies });
      await proxied.fetch('/health/live', { headers });
      await proxied.linesReach(1);
      expect(proxied.lines[0]?.ip).toBe(ip);
    }
  });
});

/** One answer in the contract's form, and no other behind it. */
function expectRefusal(answer: string, status: string, reason: string): void {
  const [head = '', body = '', ...more] = answer.split('\r\n\r\n');
  expect(head.split('\r\n')[0]).toBe(`HTTP/1.1 ${status}`);
  expect(head).toMatch(/\r\nX-Request-Id: [0-9a-f-]{36}(\r\n|$)/);
  expect(head).toMatch(/\r\nCache-Control: no-store(\r\n|$)/);
  expect(head).toMatch(/\r\nX-Content-Type-Options: nosniff(\r\n|$)/);
  expect(JSON.parse(body)).toMatchObject({ error: 'invalid_params', reason });
  expect(more).toEqual([]);
}

/** What comes back on one connection until the server closes it. */
function send(port: number, request: string, afterwards?: (socket: Socket) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(request, 'latin1', () => afterwards?.(socket));
    });
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => (answer += chunk));
    socket.on('error', reject);
    socket.on('close', () => {
      resolve(answer);
    });
  });
}
