import Database from 'better-sqlite3';
import { describe, expect, test } from '@jest/globals';
import { openMemoryBackend } from '../../../src/adapters/memory/open-memory-backend.js';
import { openSqlBackend } from '../../../src/adapters/sql/open-sql-backend.js';
import { StoreUnavailable } from '../../../src/application/ports/store-unavailable.js';
import type { Backend } from '../../../src/application/ports/backend.js';
import { FixedClock } from '../../support/fixed-clock.js';
import { HttpService } from '../../support/http-service.js';
import { TemporaryFolder } from '../../support/temporary-folder.js';

const SHOP = { alias_handle: 'shop', alias_domain: 'example.org' };
const SECRET = 'SELECT goto FROM alias at /var/lib/secret';

/** A memory backend whose claims and pings fail so. */
function failingWith(error: Error): Backend {
  const memory = openMemoryBackend(new FixedClock());
  const fail = () => Promise.reject(error);
  return {
    ...memory,
    aliases: {
      claim: fail,
      claimMany: fail,
      revive: fail,
      deactivate: fail,
      setActive: fail,
      list: fail,
      scan: fail,
      idAt: fail,
      count: fail,
      stats: fail,
      deactivateExpired: fail,
      metadataOf: fail,
    },
    probe: { ping: fail },
  };
}

describe('a failure', () => {
  test('that nobody foresaw is 500, told to the observer and not to the caller', async () => {
    const error = new Error(SECRET);
    await using service = await HttpService.start({ backend: failingWith(error) });
    const response = await service.create(SHOP, { 'X-Request-Id': 'r1' });
    expect([response.status, await response.json()]).toEqual([500, { error: 'internal_error', request_id: 'r1' }]);
    expect(service.failures).toEqual([{ requestId: 'r1', status: 500, error }]);
  });

  test('of an unavailable store is 503, with the time to try again', async () => {
    const error = new StoreUnavailable(SECRET);
    await using service = await HttpService.start({ backend: failingWith(error) });
    const response = await service.create(SHOP, { 'X-Request-Id': 'r1' });
    expect([response.status, await response.json()]).toEqual([
      503,
      { error: 'temporarily_unavailable', request_id: 'r1' },
    ]);
    expect(response.headers.get('Retry-After')).toMatch(/^[1-9][0-9]*$/);
    expect(service.failures).toEqual([{ requestId: 'r1', status: 503, error }]);
  });
});

describe('a database file', () => {
  test('that another process holds gives 503 and no lie, holds up nobody else, and works again once it is let go', async () => {
    using folder = new TemporaryFolder();
    const path = folder.file('postern.db');
    await using service = await HttpService.start({
      backend: await openSqlBackend({ url: `sqlite:${path}`, schema: 'haltman' }),
    });
    const other = new Database(path);
    other.exec('BEGIN IMMEDIATE');
    const refused = Promise.all(
      Array.from({ length: 8 }, (_, i) => service.create({ ...SHOP, alias_handle: `shop${i}` })),
    );
    const first = await Promise.race([refused, service.fetch('/health/live')]);
    expect(first).toMatchObject({ status: 200 });
    for (const response of await refused) {
      expect([response.status, await response.json()]).toMatchObject([503, { error: 'temporarily_unavailable' }]);
    }
    other.exec('COMMIT');
    expect(await service.aliases()).toEqual([]);
    expect((await service.create(SHOP)).status).toBe(200);
    other.close();
  });
});

describe('GET /health', () => {
  test('live and ready say ok while the storage answers', async () => {
    await using service = await HttpService.start();
    for (const path of ['/health/live', '/health/ready']) {
      const response = await service.fetch(path);
      expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }]);
      expect((await service.fetch(path, { method: 'HEAD' })).status).toBe(200);
    }
  });

  test.each([new StoreUnavailable('gone'), new Error('never seen before')])(
    'ready is 503 where the storage fails: %s',
    async (error) => {
      await using service = await HttpService.start({ backend: failingWith(error) });
      const response = await service.fetch('/health/ready');
      expect([response.status, await response.json()]).toMatchObject([503, { error: 'temporarily_unavailable' }]);
      expect((await service.fetch('/health/live')).status).toBe(200);
    },
  );

  test('ready is 503 where the storage does not answer in time', async () => {
    const memory = openMemoryBackend(new FixedClock());
    const silent = { ...memory, probe: { ping: () => new Promise<void>(() => undefined) } };
    await using service = await HttpService.start({ backend: silent, readyTimeoutMs: 20 });
    expect((await service.fetch('/health/ready')).status).toBe(503);
  });
});
