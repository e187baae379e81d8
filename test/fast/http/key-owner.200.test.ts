import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { domain } from '../../support/samples.js';
import { HttpService } from '../../support/http-service.js';

const TIME = '2026-01-02T03:04:05.000Z';

let service: HttpService;
beforeEach(async () => {
  service = await HttpService.start();
});
afterEach(() => service[Symbol.asyncDispose]());

const create = (alias_handle: string) => service.create({ alias_handle, alias_domain: 'example.org' });

describe('GET /api/domains', () => {
  test('shows the active and visible domains to everybody, sorted, and may be kept for ten seconds', async () => {
    await service.backend.domains.add(domain('a.example'), { visible: true });
    await service.backend.domains.add(domain('hidden.example'), { visible: false });
    await service.backend.domains.add(domain('asleep.example'), { visible: true });
    await service.backend.domains.setActive(domain('asleep.example'), false);
    const response = await service.fetch('/api/domains');
    expect([response.status, await response.json()]).toEqual([200, ['a.example', 'example.org']]);
    expect(response.headers.get('Cache-Control')).toBe('public, max-age=10');
  });
});

describe('GET /api/alias/list', () => {
  test('shows the owner’s aliases, newest first', async () => {
    await create('first');
    await create('second');
    expect(await service.ask('GET', '/api/alias/list')).toEqual({
      status: 200,
      body: {
        items: ['second', 'first'].map((handle, i) => ({
          id: 2 - i,
          address: `${handle}@example.org`,
          goto: 'owner@example.net',
          active: 1,
          domain_id: 1,
          created: TIME,
          modified: TIME,
        })),
        pagination: { total: 2, limit: 50, offset: 0, next_cursor: null },
      },
    });
  });

  test('limit, offset and cursor page through it, and more than 200 is cut to 200', async () => {
    for (const handle of ['a1', 'a2', 'a3']) await create(handle);
    const first = await service.ask('GET', '/api/alias/list?limit=2');
    expect(first.body).toMatchObject({
      items: [{ address: 'a3@example.org' }, { address: 'a2@example.org' }],
      pagination: { total: 3, limit: 2, offset: 0 },
    });
    const { next_cursor } = first.body['pagination'] as { next_cursor: string };
    const last = { items: [{ address: 'a1@example.org' }], pagination: { total: 3, limit: 2, next_cursor: null } };
    expect((await service.ask('GET', `/api/alias/list?limit=2&cursor=${next_cursor}`)).body).toMatchObject(last);
    expect((await service.ask('GET', '/api/alias/list?limit=2&offset=2')).body).toMatchObject(last);
    const { body } = await service.ask('GET', '/api/alias/list?limit=999&offset=&cursor=');
    expect(body).toMatchObject({ pagination: { limit: 200, offset: 0 } });
  });

  test('active, domain and q narrow it, and its total', async () => {
    for (const handle of ['shop', 'shop.two', 'notes']) await create(handle);
    await service.ask('POST', '/api/alias/delete', { alias: 'shop@example.org' });
    const found = async (query: string) => {
      const { body } = await service.ask('GET', `/api/alias/list?${query}`);
      const items = body['items'] as { address: string }[];
      expect(body['pagination']).toMatchObject({ total: items.length });
      return items.map(({ address }) => address.replace('@example.org', ''));
    };
    expect(await found('q=SHOP.')).toEqual(['shop.two']);
    expect(await found('q=shop&active=1')).toEqual(['shop.two']);
    expect(await found('active=0')).toEqual(['shop']);
    expect(await found('domain=Example.org&q=n')).toEqual(['notes']);
    expect(await found('domain=example.com')).toEqual([]);
    expect(await found('active=&domain=&q=')).toHaveLength(3);
  });
});

test('GET /api/alias/stats counts', async () => {
  await create('old');
  service.clock.advance(8 * 86_400_000);
  await create('new');
  await create('gone');
  await service.ask('POST', '/api/alias/delete', { alias: 'gone@example.org' });
  expect(await service.ask('GET', '/api/alias/stats')).toEqual({
    status: 200,
    body: {
      totals: 3,
      active: 2,
      created_last_7d: 2,
      modified_last_24h: 2,
      by_domain: [{ domain: 'example.org', total: 3, active: 2 }],
    },
  });
});

describe('POST /api/alias/delete', () => {
  const deleted = { status: 200, body: { ok: true, deleted: true, alias: 'shop@example.org' } };

  test('deactivates an alias, named in the body or in the query string', async () => {
    await create('shop');
    expect(await service.ask('POST', '/api/alias/delete', { alias: ' Shop@Example.org ' })).toEqual(deleted);
    expect(await service.aliases()).toMatchObject([{ address: 'shop@example.org', active: false }]);
    expect((await create('shop')).status).toBe(409);
  });

  test('takes the query string where there is no body', async () => {
    await create('shop');
    expect(await service.ask('POST', '/api/alias/delete?alias=shop%40example.org')).toEqual(deleted);
  });
});

test('GET /api/activity tells what the owner did', async () => {
  await create('shop');
  await create('shop');
  service.clock.advance(1_000);
  await service.ask('POST', '/api/alias/delete', { alias: 'shop@example.org' });
  await service.ask('POST', '/api/alias/delete', { alias: 'shop@example.org' });
  const entry = (type: string, occurred_at: string) => ({
    type,
    occurred_at,
    route: `/api/${type.replace('_', '/')}`,
    intent: null,
    alias: 'shop@example.org',
  });
  const newest = entry('alias_delete', '2026-01-02T03:04:06.000Z');
  expect(await service.ask('GET', '/api/activity')).toEqual({
    status: 200,
    body: {
      items: [newest, entry('alias_create', TIME)],
      pagination: { limit: 50, offset: 0, next_cursor: null },
    },
  });
  const { body } = await service.ask('GET', '/api/activity?limit=1');
  expect(body['items']).toEqual([newest]);
  const { next_cursor } = body['pagination'] as { next_cursor: string };
  expect((await service.ask('GET', `/api/activity?cursor=${next_cursor}`)).body['items']).toHaveLength(1);
});

describe('handles', () => {
  test('are taken on every domain, and given up', async () => {
    expect(await service.ask('POST', '/api/handle/create', { handle: 'Shop' })).toEqual({
      status: 200,
      body: { ok: true, created: true, handle: 'shop', goto: 'owner@example.net' },
    });
    const released = { status: 200, body: { ok: true, updated: true, handle: 'shop', active: false } };
    for (let i = 0; i < 2; i++) expect(await service.ask('POST', '/api/handle/delete?handle=shop')).toEqual(released);
  });

  test('have no routes where the mail server has no such thing', async () => {
    const { backend } = service;
    await using without = await HttpService.start({ backend: { ...backend, handles: undefined } });
    for (const verb of ['create', 'delete'])
      expect(await without.ask('POST', `/api/handle/${verb}`, { handle: 'shop' })).toEqual({
        status: 404,
        body: { error: 'not_found' },
      });
  });
});
