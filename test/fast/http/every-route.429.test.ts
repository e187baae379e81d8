import { describe, expect, test } from '@jest/globals';
import { HttpService, type HttpServiceOptions } from '../../support/http-service.js';
import { EVERY_ROUTE, KEYED_ROUTES } from '../../support/routes.js';

const start = (requestLimits: NonNullable<HttpServiceOptions['requestLimits']>) => HttpService.start({ requestLimits });

describe.each(KEYED_ROUTES)('%s %s', (method, path, { operation, access }) => {
  test('is limited per key, before its fields are looked at, and another key is not', async () => {
    await using service = await start({ [access.bucket]: 1 });
    const other = await service.keyFor('other@example.net');
    expect((await service.ask(method, path)).status).not.toBe(429);
    for (const spelling of [path, `${path}?limit=1`, `${path}?`])
      expect(await service.ask(method, spelling)).toMatchObject({
        status: 429,
        body: { error: 'rate_limited', where: operation, reason: 'too_many_requests_key' },
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

test.each(EVERY_ROUTE)(
  '%s %s is limited per IP, before any key is looked at',
  async (method, path, { operation: where }) => {
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

  test('is limited per network, and for all callers together', async () => {
    await using service = await HttpService.start({
      requestLimits: { credentials_per_network: 2, credentials_total: 3 },
      trustedProxies: 1,
    });
    let asked = 0;
    const ask = async (ip: string) => {
      const headers = { 'X-Forwarded-For': ip, 'Content-Type': 'application/json' };
      const body = JSON.stringify({ email: `owner${asked++}@example.net`, days: 1 });
      const response = await service.fetch(PATH, { method: 'POST', headers, body });
      return [response.status, ((await response.json()) as { reason?: string }).reason];
    };
    expect(await ask('2001:db8:1:2::1')).toEqual([200, undefined]);
    expect(await ask('2001:db8:1:3::1')).toEqual([200, undefined]);
    expect(await ask('2001:db8:1:4::1')).toEqual([429, 'too_many_requests_network']);
    expect(await ask('192.0.2.1')).toEqual([200, undefined]);
    expect(await ask('192.0.2.2')).toEqual([429, 'too_many_requests_total']);
    expect(await service.backend.mail?.outbox.size()).toBe(3);
  });

  test('only a mail that is queued costs a mailbox a point, however its address is spelled', async () => {
    await using service = await start({ credentials_per_email: 2, credentials_total: 3 });
    const ask = async (email: string) => (await service.ask('POST', PATH, { email, days: 1 })).status;
    // By a stranger, within a minute: one mail is sent.
    for (const email of ['ab@example.net', 'a.b@example.net', 'ab+c@example.net', 'ab@example.net'])
      expect(await ask(email)).toBe(200);
    expect(await ask('ab@example.org')).toBe(400);
    service.clock.advance(60_000);
    expect(await ask('a.b+d@example.net')).toBe(200);
    service.clock.advance(60_000);
    const refused = await service.ask('POST', PATH, { email: 'ab@example.net', days: 1 });
    expect(refused).toMatchObject({ status: 429, body: { reason: 'too_many_requests_email' } });
    expect(await ask('other@example.net')).toBe(200);
    expect(await service.backend.mail?.outbox.size()).toBe(3);
  });

  test('many at once that queue no mail leave a mailbox its points', async () => {
    await using service = await start({ credentials_per_email: 3 });
    const ask = async () => (await service.ask('POST', PATH, { email: 'a@example.net', days: 1 })).status;
    await Promise.all(Array.from({ length: 20 }, ask));
    for (const status of [200, 200, 429]) {
      service.clock.advance(60_000);
      expect(await ask()).toBe(status);
    }
  });

  test('of many at once, as many are mailed as there are points', async () => {
    await using service = await start({ credentials_total: 3 });
    const owners = Array.from({ length: 20 }, (_, i) => `owner${i}@example.net`);
    const answers = await Promise.all(owners.map((email) => service.ask('POST', PATH, { email, days: 1 })));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3);
    expect(await service.backend.mail?.outbox.size()).toBe(3);
  });

  test('an answer of success is the same, to its headers, whether a mail was queued or not', async () => {
    await using service = await start({ all_per_ip: 9, credentials_per_email: 5, credentials_total: 9 });
    const seen = async () => {
      const response = await service.fetch(`${PATH}?email=a%40example.net&days=1`, { method: 'POST' });
      const { date, 'x-request-id': id, ratelimit, ...headers } = Object.fromEntries(response.headers);
      expect([date, id, ratelimit]).toEqual(Array(3).fill(expect.any(String)));
      return [response.status, headers, await response.json()];
    };
    expect(await seen()).toEqual(await seen());
  });
});
