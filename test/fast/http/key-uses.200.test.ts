import Database from 'better-sqlite3';
import { describe, expect, test } from '@jest/globals';
import { openMemoryBackend } from '../../../src/adapters/memory/open-memory-backend.js';
import { openSqlBackend } from '../../../src/adapters/sql/open-sql-backend.js';
import { StoreUnavailable } from '../../../src/application/ports/store-unavailable.js';
import { FixedClock } from '../../support/fixed-clock.js';
import { HttpService } from '../../support/http-service.js';
import { TemporaryFolder } from '../../support/temporary-folder.js';

/** How long a create would wait for the other process. */
const LOCK_WAIT_MS = 2_000;
const READS = ['/api/alias/list', '/api/alias/stats', '/api/activity'];

async function expectReadsAnswered(service: HttpService): Promise<void> {
  for (const path of READS) expect([path, (await service.ask('GET', path)).status]).toEqual([path, 200]);
  expect(service.failures).toEqual([]);
}

describe('the time of a key’s last use', () => {
  const serving = (touch: () => Promise<void>) => {
    const memory = openMemoryBackend(new FixedClock());
    const keys = Object.assign(Object.create(memory.keys), { touch }) as typeof memory.keys;
    return HttpService.start({ backend: { ...memory, keys } });
  };

  test('cannot be written: reads are answered all the same', async () => {
    await using service = await serving(() => Promise.reject(new StoreUnavailable('the disk is full')));
    await expectReadsAnswered(service);
  });

  test('is not written yet: reads are answered all the same', async () => {
    const held = Promise.withResolvers<undefined>();
    await using service = await serving(() => held.promise);
    try {
      await expectReadsAnswered(service);
    } finally {
      held.resolve(undefined);
    }
  });

  test('reads a database file that another process writes to', async () => {
    using folder = new TemporaryFolder();
    const path = folder.file('postern.db');
    const backend = await openSqlBackend({ url: `sqlite:${path}`, schema: 'haltman' });
    await using service = await HttpService.start({ backend });
    const other = new Database(path);
    other.exec('BEGIN IMMEDIATE');
    const sinceMs = performance.now();
    try {
      await expectReadsAnswered(service);
      expect(performance.now() - sinceMs).toBeLessThan(LOCK_WAIT_MS);
    } finally {
      other.exec('COMMIT');
      other.close();
    }
  });

  test('is written when the service has ended', async () => {
    const memory = openMemoryBackend(new FixedClock());
    const service = await HttpService.start({ backend: { ...memory, close: () => Promise.resolve() } });
    await service.ask('GET', '/api/alias/list');
    await service.stop();
    expect((await memory.keys.list({}))[0]?.lastUsedAt).toEqual(service.clock.now());
  });
});
