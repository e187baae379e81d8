import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { StoreUnavailable } from '../../src/application/ports/store-unavailable.js';
import { describeOnServers } from '../support/describe-with.js';
import { failInserts, lockAddress, prepareDeadlock } from '../support/faults/contend.js';
import { openProxiedBackend, type ProxiedBackend } from '../support/faults/proxied-backend.js';
import { alias } from '../support/samples.js';
import type { RawConnection } from '../support/servers/raw-connection.js';
import { waitUntil } from '../support/servers/wait-until.js';

const SHOP = 'shop@example.org';
const MAX_ATTEMPTS = 12;

/** A claim that loses against others is made again, as often as it may take and no more. */
describeOnServers('contention', (kind) => {
  let proxied: ProxiedBackend;
  let other: RawConnection;
  const claim = () => proxied.backend.aliases.claim({ alias: alias(SHOP, 'owner@example.net') });

  beforeEach(async () => {
    // Half of it is what a lock is waited for.
    proxied = await openProxiedBackend(kind, { statementTimeoutMs: 3_000 });
    other = await proxied.database.newConnection();
  });
  afterEach(async () => {
    await proxied[Symbol.asyncDispose]();
  });

  test('a lock that was waited for too long is waited for again', async () => {
    await lockAddress(other, SHOP);
    const attempts = proxied.proxy.watch(/owner@example\.net/);
    const claimed = claim();
    await waitUntil('it tries again', () => attempts.count > 1);
    await other.run('ROLLBACK');
    expect(await claimed).toEqual({ kind: 'claimed' });
    expect(await proxied.rows()).toHaveLength(1);
  });

  test('a lock that is never let go of ends in StoreUnavailable', async () => {
    await lockAddress(other, SHOP);
    await expect(claim()).rejects.toThrow(StoreUnavailable);
    await other.run('ROLLBACK');
    expect(await proxied.rows()).toEqual([]);
    expect(await claim()).toEqual({ kind: 'claimed' });
  });

  test('the one that a deadlock ends is made again', async () => {
    const closeCircle = await prepareDeadlock(kind, proxied.database, other, SHOP);
    const attempts = proxied.proxy.watch(/owner@example\.net/);
    const claimed = claim();
    await closeCircle();
    await waitUntil('it tries again', () => attempts.count > 1);
    await other.run('ROLLBACK');
    expect(await claimed).toEqual({ kind: 'claimed' });
    expect(await proxied.rows()).toHaveLength(1);
  });

  test.each(['deadlock', 'serialization'] as const)('a %s failure three times over is outlasted', async (failure) => {
    const attempts = await failInserts(kind, proxied.database, failure, 3);
    expect(await claim()).toEqual({ kind: 'claimed' });
    expect(await attempts()).toBe(4);
    expect(await proxied.rows()).toHaveLength(1);
  });

  test('one that never ends is given up, as StoreUnavailable', async () => {
    const attempts = await failInserts(kind, proxied.database, 'deadlock', 1_000);
    await expect(claim()).rejects.toThrow(StoreUnavailable);
    expect(await attempts()).toBe(MAX_ATTEMPTS);
    expect(await proxied.rows()).toEqual([]);
  });

  test('what another try would not mend is tried once, and is our fault', async () => {
    const attempts = await failInserts(kind, proxied.database, 'fault', 1_000);
    const error: unknown = await claim().catch((thrown: unknown) => thrown);
    // By its code: the words of a trigger may quote a row.
    expect(String(error)).toMatch(/ER_SIGNAL_EXCEPTION|P0001/);
    expect(error).not.toBeInstanceOf(StoreUnavailable);
    expect(await attempts()).toBe(1);
  });
});
