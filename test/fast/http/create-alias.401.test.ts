import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { CREATE, HttpService } from '../../support/http-service.js';

describe('POST /api/alias/create: 401', () => {
  let service: HttpService;
  beforeEach(async () => {
    service = await HttpService.start();
  });
  afterEach(() => service[Symbol.asyncDispose]());

  async function expectRefusal(response: Response, error: string): Promise<void> {
    expect([response.status, await response.json()]).toEqual([401, { error, hint: expect.any(String) }]);
    expect(response.headers.get('WWW-Authenticate')).toBe('ApiKey realm="postern", header="X-API-Key"');
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    expect(await service.aliases()).toEqual([]);
  }
  const shop = (key: string) =>
    service.create({ alias_handle: 'shop', alias_domain: 'example.org' }, { 'X-API-Key': key });

  test('no header', async () => {
    await expectRefusal(await service.fetch(CREATE, { method: 'POST' }), 'missing_api_key');
    await expectRefusal(await shop(''), 'missing_api_key');
  });

  test('a key in the query string or as a bearer token is no header', async () => {
    const headers = { Authorization: `Bearer ${service.key}` };
    await expectRefusal(
      await service.fetch(`${CREATE}?api_key=${service.key}`, { method: 'POST', headers }),
      'missing_api_key',
    );
  });

  test.each([
    ['short', (key: string) => key.slice(1)],
    ['long', (key: string) => `${key}0`],
    ['of capitals', (key: string) => key.replace(/.$/, 'A')],
    ['of other letters', (key: string) => key.replace(/.$/, 'g')],
    ['given twice', (key: string) => `${key}, ${key}`],
    ['very long', (key: string) => key.repeat(100)],
  ])('a key that is %s', async (_, spoil) => {
    await expectRefusal(await shop(spoil(service.key)), 'invalid_api_key_format');
  });

  test('a key that nobody issued', async () => {
    await expectRefusal(await shop('0'.repeat(64)), 'invalid_or_expired_api_key');
  });

  test('an expired key', async () => {
    service.clock.advance(90 * 86_400_000);
    await expectRefusal(await shop(service.key), 'invalid_or_expired_api_key');
  });

  test('a revoked key', async () => {
    await service.backend.keys.revoke(1, service.clock.now());
    await expectRefusal(await shop(service.key), 'invalid_or_expired_api_key');
  });

  test('comes before anything about the body or the fields', async () => {
    for (const [body, type] of [
      ['{', 'application/json'],
      ['x', 'text/plain'],
      ['x'.repeat(40_000), 'application/json'],
    ] as const) {
      const response = await service.create(body, { 'X-API-Key': 'no', 'Content-Type': type });
      await expectRefusal(response, 'invalid_api_key_format');
    }
  });
});
