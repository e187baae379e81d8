import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CREATE, HttpService } from '../../support/http-service.js';

const QUERY = '?alias_handle=shop&alias_domain=example.org';

describe('POST /api/alias/create: 413 and 415', () => {
  let service: HttpService;
  beforeAll(async () => {
    service = await HttpService.start();
  });
  afterAll(async () => {
    expect(await service.aliases()).toEqual([]);
    await service[Symbol.asyncDispose]();
  });

  const post = (headers: Record<string, string>, body: RequestInit['body']) =>
    service.fetch(`${CREATE}${QUERY}`, {
      method: 'POST',
      headers: { 'X-API-Key': service.key, ...headers },
      body: body ?? null,
    });

  test.each([
    ['JSON', 'application/json', `"${'x'.repeat(32 * 1024)}"`],
    ['a form', 'application/x-www-form-urlencoded', 'x'.repeat(32 * 1024 + 1)],
  ])('%s over 32 KiB is too large', async (_, type, body) => {
    const response = await post({ 'Content-Type': type }, body);
    expect([response.status, await response.json()]).toEqual([
      413,
      { error: 'payload_too_large', constraints: { max_bytes: 32 * 1024 } },
    ]);
  });

  test('so is what is small but unpacks to more', async () => {
    const bomb = new Uint8Array(gzipSync(Buffer.alloc(10 * 1024 * 1024, 0x20)));
    expect(bomb.length).toBeLessThan(32 * 1024);
    const response = await post({ 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' }, bomb);
    expect(response.status).toBe(413);
  });

  test('so is what unpacks to little and is over 32 KiB itself', async () => {
    const nothing = gzipSync('');
    const packed = [...Array.from({ length: 2_000 }, () => nothing), gzipSync('{}')];
    const response = await post(
      { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' },
      new Uint8Array(Buffer.concat(packed)),
    );
    expect([response.status, await response.json()]).toEqual([
      413,
      { error: 'payload_too_large', constraints: { max_bytes: 32 * 1024 } },
    ]);
  });

  test('so is a stream of no told length, and the connection does not carry another request', async () => {
    const chunk = new Uint8Array(16 * 1024).fill(0x20);
    const body = new ReadableStream({
      start(controller) {
        for (let i = 0; i < 4; i++) controller.enqueue(chunk);
        controller.close();
      },
    });
    const response = await service.fetch(CREATE, {
      method: 'POST',
      headers: { 'X-API-Key': service.key, 'Content-Type': 'application/json' },
      body,
      duplex: 'half',
    });
    expect([response.status, response.headers.get('Connection')]).toEqual([413, 'close']);
  });

  test.each([
    { 'Content-Type': 'text/plain' },
    { 'Content-Type': 'application/xml' },
    { 'Content-Type': 'multipart/form-data; boundary=x' },
    { 'Content-Type': 'application/jsonp' },
    { 'Content-Type': 'application/vnd.api+json' },
    { 'Content-Type': 'json' },
    { 'Content-Type': 'application/json; charset=utf-16' },
    { 'Content-Type': 'application/json', 'Content-Encoding': 'zstd, x-unknown' },
  ])('%j is not supported', async (headers) => {
    const response = await post(headers, '{}');
    expect([response.status, await response.json()]).toMatchObject([415, { error: 'unsupported_media_type' }]);
  });

  test('a body of no told type is not supported', async () => {
    expect((await post({ 'Content-Type': '' }, new Uint8Array([0x7b, 0x7d]))).status).toBe(415);
  });
});
