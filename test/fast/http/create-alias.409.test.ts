import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openSqlBackend } from '../../../src/adapters/sql/open-sql-backend.js';
import { alias } from '../../support/samples.js';
import { HttpService } from '../../support/http-service.js';

const SHOP = { alias_handle: 'shop', alias_domain: 'example.org' };
const TAKEN = { ok: false, error: 'alias_taken', address: 'shop@example.org' };

describe('POST /api/alias/create: 409', () => {
  let service: HttpService;
  beforeEach(async () => {
    service = await HttpService.start();
  });
  afterEach(() => service[Symbol.asyncDispose]());

  test('an address that is held, however it is spelled, whoever asks', async () => {
    await service.create(SHOP);
    const stranger = { 'X-API-Key': await service.keyFor('other@example.net') };
    for (const headers of [{}, stranger]) {
      for (const body of [SHOP, { alias_handle: ' Shop ', alias_domain: 'EXAMPLE.org' }]) {
        const response = await service.create(body, headers);
        expect([response.status, await response.json()]).toEqual([409, TAKEN]);
      }
    }
    expect(await service.aliases()).toMatchObject([{ goto: 'owner@example.net' }]);
  });

  test('an address that was held once', async () => {
    await service.backend.aliases.claim({ alias: alias('shop@example.org', 'other@example.net', false) });
    expect((await service.create(SHOP)).status).toBe(409);
  });

  test.each(['postmaster', 'ABUSE', 'admin', 'hostmaster', 'admin+tls', 'double-bounce'])(
    'the role name %s',
    async (alias_handle) => {
      const response = await service.create({ ...SHOP, alias_handle });
      expect([response.status, await response.json()]).toEqual([
        409,
        { ok: false, error: 'alias_taken', address: `${alias_handle.toLowerCase()}@example.org` },
      ]);
      expect(await service.aliases()).toEqual([]);
    },
  );

  test('the caller’s own mailbox', async () => {
    const key = await service.keyFor('shop@example.org');
    const response = await service.create(SHOP, { 'X-API-Key': key });
    expect([response.status, await response.json()]).toEqual([409, TAKEN]);
  });
});

test.each(['memory', 'sqlite'])('the race: of 24 callers of two owners exactly one gets 200 (%s)', async (kind) => {
  const backend = kind === 'sqlite' ? await openSqlBackend({ url: 'sqlite::memory:', schema: 'haltman' }) : undefined;
  await using service = await HttpService.start(backend ? { backend } : {});
  const keys = [service.key, await service.keyFor('other@example.net')];
  const responses = await Promise.all(
    Array.from({ length: 24 }, (_, i) => service.create(SHOP, { 'X-API-Key': keys[i % 2] ?? '' })),
  );
  const answers = await Promise.all(responses.map((response) => response.json()));
  const won = answers.filter((_, i) => responses[i]?.status === 200);
  expect(won).toHaveLength(1);
  expect(answers.filter((_, i) => responses[i]?.status === 409)).toEqual(Array.from({ length: 23 }, () => TAKEN));
  const [row] = await service.aliases();
  expect(won).toEqual([{ ok: true, created: true, address: 'shop@example.org', goto: row?.goto }]);
});
