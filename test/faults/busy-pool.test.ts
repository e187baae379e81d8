import { expect, test } from '@jest/globals';
import { describeOnServers } from '../support/describe-with.js';
import { lockAddress } from '../support/faults/contend.js';
import { startProxiedService, UNAVAILABLE } from '../support/faults/proxied-service.js';
import { waitUntil } from '../support/servers/wait-until.js';

/** A claim waits for a lock ten times as long before it lets go of the connection, and tries again. */
const LIMITS = { poolSize: 1, connectTimeoutMs: 100, statementTimeoutMs: 1_500 };
const DEADLINE_MS = 10_000;

describeOnServers('the only connection waits for a lock', (kind) => {
  test('others wait for the connection, bounded, and all is well when the lock is released', async () => {
    await using service = await startProxiedService(kind, LIMITS);
    const { proxy, database } = service;
    const create = (handle: string) => service.create(handle);
    // Each is another list, so that none is answered by the read of another.
    const list = async (limit: number) => (await service.service.ask('GET', `/api/alias/list?limit=${limit}`)).status;
    const other = await database.newConnection();
    await lockAddress(other, 'shop@example.org');

    const claims = proxy.watch(/owner@example\.net/);
    const first = create('shop');
    await waitUntil('it waits for the lock', () => claims.count > 0);
    expect(service.backend.poolUse?.()).toEqual({ used: 1, free: 0, waiting: 0 });
    expect(await list(1)).toBe(503);
    // Those that come while the claim begins anew may get the connection.
    const others = await Promise.all(Array.from({ length: 20 }, (_, i) => list(i + 2)));
    expect(others.filter((status) => status !== 503 && status !== 200)).toEqual([]);
    expect(await first).toEqual(UNAVAILABLE);

    await other.run('ROLLBACK');
    await waitUntil('it succeeds', async () => (await create('shop')).status === 200, DEADLINE_MS);
    expect((await service.service.ask('GET', '/api/alias/list')).body).toMatchObject({ pagination: { total: 1 } });
    expect(await service.rows()).toHaveLength(1);
  });
});
