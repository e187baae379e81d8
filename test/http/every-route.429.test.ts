import { describe, expect, test } from '@jest/globals';
import { openMemoryLimiter } from '../../src/adapters/rate-limits/open-memory-limiter.js';
import { HttpService } from '../support/http-service.js';

const OFF = {
  create_per_key: 0,
  delete_per_key: 0,
  list_per_key: 0,
  all_per_ip: 0,
  failed_keys_per_ip: 0,
  credentials_per_ip: 0,
  credentials_per_email: 0,
};
const start = (limits: Partial<typeof OFF>) => HttpService.start({ limiter: openMemoryLimiter({ ...OFF, ...limits }) });

const KEYED = [
  ['POST', '/api/alias/create', 'alias_create', 'create_per_key'],
  ['POST', '/api/handle/create', 'handle_create', 'create_per_key'],
  ['POST', '/api/alias/delete', 'alias_delete', 'delete_per_key'],
  ['POST', '/api/handle/delete', 'handle_delete', 'delete_per_key'],
  ['GET', '/api/alias/list', 'alias_list', 'list_per_key'],
  ['GET', '/api/alias/stats', 'alias_stats', 'list_per_key'],
  ['GET', '/api/activity', 'activity', 'list_per_key'],
] as const;
const OPEN = [
  ['GET', '/api/domains', 'domains'],
  ['POST', '/api/credentials/create', 'credentials_create'],
  ['GET', '/api/credentials/confirm', 'credentials_confirm'],
  ['POST', '/api/credentials/confirm', 'credentials_confirm'],
] as const;

describe.each(KEYED)('%s %s', (method, path, where, bucket) => {
  test('is limited per key, before its fields are looked at, and another key is not', async () => {
    await using service = await start({ [bucket]: 1 });
    const other = await service.keyFor('other@example.net');
    expect((await service.ask(method, path)).status).not.toBe(429);
    for (const spelling of [path, `${path}?limit=1`, `${path}?`])
      expect(await service.ask(method, spelling)).toMatchObject({
        status: 429,
        body: { error: 'rate_limited', where, reason: 'too_many_requests_key' },
      });
    expect((await service.ask(method, path, undefined, other)).status).not.toBe(429);
  });
});

test.each([
  ['/api/alias/list', 1],
  ['/api/alias/list?limit=200&offset=9999', 1],
  ['/api/alias/list?offset=10000', 2],
  ['/api/alias/list?offset=100000', 11],
  ['/api/alias/list?offset=100001', 1],
  ['/api/alias/list?offset=-1', 1],
  ['/api/alias/list?offset=1&offset=2', 1],
  ['/api/activity?offset=50000', 6],
  ['/api/alias/stats', 10],
  ['/api/alias/stats?offset=100000', 10],
])('GET %s takes %i of the key’s points, and says so', async (path, points) => {
  await using service = await start({ list_per_key: 20 });
  const response = await service.fetch(path, { headers: { 'X-API-Key': service.key } });
  expect(response.headers.get('RateLimit')).toBe(`"list_key";r=${20 - points};t=60`);
});

test('an expensive request is refused when fewer points are left than it takes', async () => {
  await using service = await start({ list_per_key: 12 });
  for (let count = 0; count < 3; count++) expect((await service.ask('GET', '/api/alias/list')).status).toBe(200);
  const refused = await service.fetch('/api/alias/stats', { headers: { 'X-API-Key': service.key } });
  expect([refused.status, refused.headers.get('RateLimit')]).toEqual([429, '"list_key";r=0;t=60']);
  expect(await refused.json()).toMatchObject({ where: 'alias_stats', constraints: { max_requests: 12 } });
});

test.each([...KEYED.map(([method, path, where]) => [method, path, where] as const), ...OPEN])(
  '%s %s is limited per IP, before any key is looked at',
  async (method, path, where) => {
    await using service = await start({ all_per_ip: 1 });
    await service.fetch('/api/domains');
    const response = await service.fetch(path, { method });
    expect(response.status).toBe(429);
    expect(await response.json()).toMatchObject({ error: 'rate_limited', where, reason: 'too_many_requests_ip' });
    expect(Number(response.headers.get('Retry-After'))).toBeGreaterThan(0);
  },
);

describe('POST /api/credentials/create', () => {
  const PATH = '/api/credentials/create';

  test('is limited per IP by a bucket of its own', async () => {
    await using service = await start({ credentials_per_ip: 1 });
    expect((await service.ask('POST', PATH, { email: 'a@example.net', days: 1 })).status).toBe(200);
    expect(await service.ask('POST', PATH, { email: 'b@example.net', days: 1 })).toMatchObject({
      status: 429,
      body: { where: 'credentials_create', reason: 'too_many_requests_ip' },
    });
    expect((await service.fetch('/api/domains')).status).toBe(200);
  });

  test('is limited per address, however it is written', async () => {
    await using service = await start({ credentials_per_email: 1 });
    expect((await service.ask('POST', PATH, { email: 'a@example.net', days: 1 })).status).toBe(200);
    for (const email of ['a@example.net', ' A@Example.NET'])
      expect(await service.ask('POST', PATH, { email, days: 1 })).toMatchObject({
        status: 429,
        body: { where: 'credentials_create', reason: 'too_many_requests_email' },
      });
    expect((await service.ask('POST', PATH, { email: 'b@example.net', days: 1 })).status).toBe(200);
  });
});
