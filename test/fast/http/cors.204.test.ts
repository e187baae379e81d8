import { describe, expect, test } from '@jest/globals';
import { openMemoryBackend } from '../../../src/adapters/memory/open-memory-backend.js';
import { StoreUnavailable } from '../../../src/application/ports/store-unavailable.js';
import { FixedClock } from '../../support/fixed-clock.js';
import { CREATE, HttpService } from '../../support/http-service.js';

const APP = 'https://app.example';
const SHOP = { alias_handle: 'shop', alias_domain: 'example.org' };

function preflight(service: HttpService, origin: string, path = CREATE) {
  return service.fetch(path, {
    method: 'OPTIONS',
    headers: {
      Origin: origin,
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'x-api-key, content-type',
    },
  });
}

function corsHeaders({ headers }: Response): string[] {
  return [...headers.keys()].filter((name) => name.startsWith('access-control-'));
}

describe('a preflight', () => {
  test('from an allowed origin is 204 without a key, and says what may be sent', async () => {
    await using service = await HttpService.start({ corsOrigins: [APP] });
    const response = await preflight(service, APP);
    expect([response.status, await response.text()]).toEqual([204, '']);
    expect(Object.fromEntries(corsHeaders(response).map((name) => [name, response.headers.get(name)]))).toEqual({
      'access-control-allow-origin': APP,
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'X-API-Key,Content-Type,X-Request-Id',
      'access-control-max-age': '7200',
    });
    expect(response.headers.get('Vary')).toBe('Origin');
    expect(response.headers.get('X-Request-Id')).not.toBeNull();
  });

  test('of no route is 404', async () => {
    await using service = await HttpService.start({ corsOrigins: ['*'] });
    expect((await preflight(service, APP, '/api/nothing')).status).toBe(404);
  });

  test('from another origin, or where none is allowed, is 405 as any OPTIONS is', async () => {
    for (const corsOrigins of [[], [APP]]) {
      await using service = await HttpService.start({ corsOrigins });
      for (const origin of ['https://evil.example', 'http://app.example', `${APP}.evil.example`, 'null']) {
        const response = await preflight(service, origin);
        expect([response.status, corsHeaders(response)]).toEqual([405, []]);
      }
    }
  });

  test('it takes Access-Control-Request-Method to be one', async () => {
    await using service = await HttpService.start({ corsOrigins: [APP] });
    const response = await service.fetch(CREATE, { method: 'OPTIONS', headers: { Origin: APP } });
    expect(response.status).toBe(405);
  });

  test.each([
    [['moz-extension:'], 'moz-extension://9c4e-11', 204],
    [['moz-extension:'], 'chrome-extension://abcdef', 405],
    [['moz-extension:'], 'moz-extension://', 405],
    [['chrome-extension:'], 'chrome-extension://abcdef', 204],
    [['chrome-extension://abcdef'], 'chrome-extension://abcdef', 204],
    [['chrome-extension://abcdef'], 'chrome-extension://abcdeg', 405],
    [['*'], 'https://anything.example', 204],
  ])('where %j may call, %s is answered %i', async (corsOrigins, origin, status) => {
    await using service = await HttpService.start({ corsOrigins });
    expect((await preflight(service, origin)).status).toBe(status);
  });
});

describe('an answer', () => {
  test('carries no CORS header where no origin is allowed', async () => {
    await using service = await HttpService.start();
    const response = await service.create(SHOP, { Origin: APP });
    expect([response.status, corsHeaders(response), response.headers.get('Vary')]).toEqual([200, [], null]);
  });

  test('of any status is the allowed origin’s to read, never with credentials', async () => {
    await using service = await HttpService.start({ corsOrigins: [APP] });
    const from = { Origin: APP };
    const answers = [
      await service.create(SHOP, from),
      await service.create('{', from),
      await service.create(SHOP, { ...from, 'X-API-Key': 'f'.repeat(64) }),
      await service.create(SHOP, from),
      await service.fetch('/nothing', { headers: from }),
      await service.fetch(CREATE, { headers: from }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 400, 401, 409, 404, 405]);
    for (const answer of answers) expectReadable(answer);
    const other = await service.create(SHOP, { Origin: 'https://evil.example' });
    expect([corsHeaders(other), other.headers.get('Vary')]).toEqual([[], 'Origin']);
  });

  test.each([
    [500, new Error('unforeseen')],
    [503, new StoreUnavailable('away')],
  ])('of %i too', async (status, error) => {
    const memory = openMemoryBackend(new FixedClock());
    const fail = () => Promise.reject(error);
    await using service = await HttpService.start({
      backend: { ...memory, aliases: { ...memory.aliases, claim: fail, revive: fail, list: fail } },
      corsOrigins: [APP],
    });
    const answer = await service.create(SHOP, { Origin: APP });
    expect(answer.status).toBe(status);
    expectReadable(answer);
  });
});

function expectReadable({ headers }: Response): void {
  expect(headers.get('Access-Control-Allow-Origin')).toBe(APP);
  expect(headers.get('Access-Control-Expose-Headers')).toBe('X-Request-Id,Retry-After,RateLimit,RateLimit-Policy');
  expect(headers.get('Vary')).toBe('Origin');
  expect(headers.has('Access-Control-Allow-Credentials')).toBe(false);
}
