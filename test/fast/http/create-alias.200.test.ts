import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { domain, LONGEST_DOMAIN_FOR_IT, LONGEST_HANDLE } from '../../support/samples.js';
import { CREATE, HttpService } from '../../support/http-service.js';

const SHOP = { alias_handle: 'shop', alias_domain: 'example.org' };
const SHOP_CREATED = { ok: true, created: true, address: 'shop@example.org', goto: 'owner@example.net' };

describe('POST /api/alias/create: 200', () => {
  let service: HttpService;
  beforeEach(async () => {
    service = await HttpService.start();
  });
  afterEach(() => service[Symbol.asyncDispose]());

  const post = (path: string, init: RequestInit = {}) =>
    service.fetch(path, { method: 'POST', ...init, headers: { 'X-API-Key': service.key, ...init.headers } });

  test('a JSON body makes an alias that is in the store when the answer comes', async () => {
    const response = await service.create(SHOP);
    expect([response.status, await response.json()]).toEqual([200, SHOP_CREATED]);
    expect(response.headers.get('Content-Type')).toBe('application/json; charset=utf-8');
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    expect(await service.aliases()).toMatchObject([
      { address: 'shop@example.org', goto: 'owner@example.net', active: true },
    ]);
  });

  test('a form body does', async () => {
    const response = await post(CREATE, { body: new URLSearchParams(SHOP) });
    expect([response.status, await response.json()]).toEqual([200, SHOP_CREATED]);
  });

  test.each([{}, { headers: { 'Content-Type': 'application/json' } }, { headers: { 'Content-Type': 'text/plain' } }])(
    'the query string does, without a body (%j)',
    async (init) => {
      const response = await post(`${CREATE}?alias_handle=shop&alias_domain=example.org`, init);
      expect([response.status, await response.json()]).toEqual([200, SHOP_CREATED]);
    },
  );

  test.each(['', 'text/plain', 'application/json'])(
    'so it does with an empty chunked body of type "%s"',
    async (type) => {
      const response = await post(`${CREATE}?alias_handle=shop&alias_domain=example.org`, {
        headers: type === '' ? {} : { 'Content-Type': type },
        body: new ReadableStream({
          start: (controller) => {
            controller.close();
          },
        }),
        duplex: 'half',
      });
      expect([response.status, await response.json()]).toEqual([200, SHOP_CREATED]);
    },
  );

  test('body and query string together do', async () => {
    const response = await service.create({ alias_handle: 'shop' }, {}, '?alias_domain=example.org');
    expect(await response.json()).toEqual(SHOP_CREATED);
  });

  test('where both carry a field, the body’s wins', async () => {
    const response = await service.create(SHOP, {}, '?alias_handle=other&alias_domain=elsewhere.example');
    expect(await response.json()).toEqual(SHOP_CREATED);
  });

  test('a body field that is null counts as absent', async () => {
    const response = await service.create({ ...SHOP, alias_handle: null }, {}, '?alias_handle=shop');
    expect(await response.json()).toEqual(SHOP_CREATED);
  });

  test('fields that nobody asked for are passed over', async () => {
    const response = await service.create({ ...SHOP, goto: 'thief@example.com', created: false, __proto__: null });
    expect(await response.json()).toEqual(SHOP_CREATED);
  });

  test('handle and domain are trimmed and lowercased', async () => {
    const response = await service.create({ alias_handle: ' SHOP\t', alias_domain: '\nExample.ORG ' });
    expect(await response.json()).toEqual(SHOP_CREATED);
  });

  test.each(["o'brien+tag", 'a', "#$&'*+-=?^_{}~", 'first.last', LONGEST_HANDLE])(
    'the handle %s',
    async (alias_handle) => {
      const response = await service.create({ ...SHOP, alias_handle });
      expect(await response.json()).toMatchObject({ ok: true, address: `${alias_handle}@example.org` });
    },
  );

  test('a Unicode domain is taken as its A-label form', async () => {
    await service.backend.domains.add(domain('xn--bcher-kva.example'), { visible: true });
    const response = await service.create({ ...SHOP, alias_domain: ' BÜCHER.example' });
    expect(await response.json()).toMatchObject({ ok: true, address: 'shop@xn--bcher-kva.example' });
    expect((await service.create({ ...SHOP, alias_domain: 'xn--bcher-kva.example' })).status).toBe(409);
  });

  test('an address of 254 octets', async () => {
    await service.backend.domains.add(domain(LONGEST_DOMAIN_FOR_IT), { visible: true });
    const response = await service.create({ alias_handle: LONGEST_HANDLE, alias_domain: LONGEST_DOMAIN_FOR_IT });
    expect(await response.json()).toMatchObject({ ok: true, address: `${LONGEST_HANDLE}@${LONGEST_DOMAIN_FOR_IT}` });
  });

  test('a hidden domain is served', async () => {
    await service.backend.domains.add(domain('hidden.example'), { visible: false });
    expect((await service.create({ ...SHOP, alias_domain: 'hidden.example' })).status).toBe(200);
  });

  test.each([
    ['gzip', gzipSync],
    ['GZIP', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
    ['Identity', (text: string) => new TextEncoder().encode(text)],
  ] as const)('a body in Content-Encoding %s', async (encoding, compress) => {
    const body = new Uint8Array(compress(JSON.stringify(SHOP)));
    const headers = { 'Content-Type': 'application/json', 'Content-Encoding': encoding };
    expect(await (await post(CREATE, { headers, body })).json()).toEqual(SHOP_CREATED);
  });

  test.each([
    'application/json; charset=utf-8',
    'application/json; charset="UTF-8"',
    'Application/JSON',
    'application/json;',
  ])('a body of type %s', async (type) => {
    expect(await (await service.create(SHOP, { 'Content-Type': type })).json()).toEqual(SHOP_CREATED);
  });

  test('a body of 32 KiB', async () => {
    const body = JSON.stringify({ ...SHOP, filler: '' });
    const filled = body.replace('""', `"${'x'.repeat(32 * 1024 - body.length)}"`);
    expect((await service.create(filled)).status).toBe(200);
  });

  test('X-Request-Id is the caller’s own where it fits, else a new one', async () => {
    const idFor = async (id: string) =>
      (await service.create(SHOP, { 'X-Request-Id': id })).headers.get('X-Request-Id');
    for (const id of ['a', 'A.b_c-9', 'x'.repeat(64)]) expect(await idFor(id)).toBe(id);
    for (const id of ['', 'x'.repeat(65), 'a b', 'a;b', 'é']) {
      expect(await idFor(id)).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    }
  });

  test('the observer is told of route, status and key, and never of the key itself', async () => {
    await service.create(SHOP, { 'X-Request-Id': 'r1' }, `?secret=${service.key}`);
    await service.linesReach(1);
    expect(service.lines).toEqual([
      {
        requestId: 'r1',
        method: 'POST',
        route: '/api/alias/create',
        status: 200,
        durationMs: expect.any(Number),
        keyId: 1,
        ip: '127.0.0.1',
      },
    ]);
  });
});

describe('POST /api/alias/create under a policy that answers a repeat with success', () => {
  test.each(['idempotent', 'revive'] as const)('%s', async (policy) => {
    await using service = await HttpService.start({ policy });
    expect(await (await service.create(SHOP)).json()).toEqual(SHOP_CREATED);
    const again = await service.create(SHOP);
    expect([again.status, await again.json()]).toEqual([200, { ...SHOP_CREATED, created: false }]);
    const stranger = await service.create(SHOP, { 'X-API-Key': await service.keyFor('other@example.net') });
    expect(stranger.status).toBe(409);
    expect(await service.aliases()).toHaveLength(1);
  });
});
