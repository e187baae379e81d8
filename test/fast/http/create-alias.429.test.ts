import { request } from 'node:http';
import { describe, expect, test } from '@jest/globals';
import type { HttpAppOptions } from '../../../src/adapters/http/create-http-app.js';
import { FEW } from '../../support/few-requests.js';
import { CREATE, HttpService } from '../../support/http-service.js';

const start = (limits: Partial<typeof FEW> = {}, options: HttpAppOptions = {}) =>
  HttpService.start({ requestLimits: { ...FEW, ...limits }, ...options });
const from = (ip: string) => ({ 'X-Forwarded-For': ip });

async function spend(service: HttpService, headers: Record<string, string> = {}): Promise<void> {
  for (let count = 0; count < FEW.create_per_key; count++) await service.create({}, headers);
}

describe('POST /api/alias/create: 429', () => {
  test('is read by an allowed origin’s page, and so is when to come again', async () => {
    const origin = 'https://app.example';
    await using service = await start({}, { corsOrigins: [origin] });
    await spend(service);
    const { status, headers } = await service.create({}, { Origin: origin });
    expect([status, headers.get('Access-Control-Allow-Origin')]).toEqual([429, origin]);
    const readable = headers.get('Access-Control-Expose-Headers')?.split(',') ?? [];
    expect(readable.filter((name) => !headers.has(name))).toEqual([]);
    expect(readable).toEqual(expect.arrayContaining(['Retry-After', 'RateLimit', 'RateLimit-Policy']));
  });

  test('per key, before the body is read, with what is left on every answer', async () => {
    await using service = await start();
    const first = await service.create({});
    expect(first.status).toBe(400);
    expect(first.headers.get('RateLimit-Policy')).toBe('"create_key";q=2;w=60');
    expect(first.headers.get('RateLimit')).toBe('"create_key";r=1;t=60');
    await service.create({});
    const refused = await service.create('{');
    expect([refused.status, await refused.json()]).toEqual([
      429,
      {
        error: 'rate_limited',
        where: 'alias_create',
        reason: 'too_many_requests_key',
        hint: expect.any(String),
        constraints: { max_requests: 2, window_seconds: 60 },
      },
    ]);
    expect(refused.headers.get('Retry-After')).toMatch(/^([1-9]|[1-5]\d|60)$/);
    expect(refused.headers.get('RateLimit')).toMatch(/^"create_key";r=0;t=\d+$/);
  });

  test('two keys of one owner share; those of two owners do not', async () => {
    await using service = await start();
    await spend(service);
    const second = await service.keyFor('owner@example.net');
    expect((await service.create({})).status).toBe(429);
    expect((await service.create({}, { 'X-API-Key': second })).status).toBe(429);
    expect((await service.create({}, { 'X-API-Key': await service.keyFor('other@example.net') })).status).toBe(400);
  });

  test('no other spelling of the request slips past', async () => {
    await using service = await start();
    await spend(service);
    expect((await service.create({}, {}, '?a=1')).status).toBe(429);
    const absolute = await new Promise<number | undefined>((resolve, reject) => {
      const path = `${service.origin}${CREATE}`;
      const options = { port: service.port, method: 'POST', path, headers: { 'x-aPi-kEy': service.key } };
      request(options, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(absolute).toBe(429);
    for (const path of [`${CREATE}/`, '/api/alias/Create', '/api//alias/create', '/api/alias/%63reate']) {
      const headers = { 'X-API-Key': service.key };
      expect([path, (await service.fetch(path, { method: 'POST', headers })).status]).toEqual([path, 404]);
    }
  });

  test('per IP, before the key; two IPs do not share, a /64 does', async () => {
    await using service = await start({ create_per_key: 0, all_per_ip: 2 }, { trustedProxies: 1 });
    await spend(service, from('2001:db8::1'));
    const refused = await service.create({}, { ...from('2001:db8:0:0:ffff::9'), 'X-API-Key': 'no' });
    expect([refused.status, await refused.json()]).toMatchObject([429, { reason: 'too_many_requests_ip' }]);
    expect((await service.create({}, from('2001:db8:0:1::1'))).status).toBe(400);
    await spend(service, from('192.0.2.1'));
    expect((await service.create({}, from('::ffff:192.0.2.1'))).status).toBe(429);
    expect((await service.create({}, from('192.0.2.2'))).status).toBe(400);
    expect((await service.fetch('/health/live', { headers: from('192.0.2.1') })).status).toBe(200);
  });

  test('X-Forwarded-For of an untrusted caller changes nothing', async () => {
    await using service = await start({ all_per_ip: 2 });
    await spend(service, from('192.0.2.1'));
    expect((await service.create({}, from('192.0.2.2'))).status).toBe(429);
  });

  test('failed keys: a good key is refused too once they are spent, and only from there', async () => {
    await using service = await start({ create_per_key: 0, failed_keys_per_ip: 2 }, { trustedProxies: 1 });
    const bad = { ...from('192.0.2.1'), 'X-API-Key': 'no' };
    expect((await service.create({}, bad)).status).toBe(401);
    expect((await service.create({}, from('192.0.2.1'))).status).toBe(400);
    expect((await service.create({}, bad)).status).toBe(401);
    const refused = await service.create({}, from('192.0.2.1'));
    expect([refused.status, await refused.json()]).toMatchObject([429, { reason: 'too_many_requests_ip' }]);
    expect((await service.create({}, from('192.0.2.2'))).status).toBe(400);
  });

  test('several policies are listed; a bucket that is off is not', async () => {
    await using service = await start({ all_per_ip: 5 });
    const response = await service.create({});
    expect(response.headers.get('RateLimit-Policy')).toBe('"all_ip";q=5;w=60, "create_key";q=2;w=60');
  });
});
