import { expect, test } from '@jest/globals';
import { describeOnServers } from '../support/describe-with.js';
import { lockAddress } from '../support/faults/contend.js';
import { CREATED, startProxiedService, UNAVAILABLE } from '../support/faults/proxied-service.js';
import { waitUntil } from '../support/servers/wait-until.js';

const LIMITS = { poolSize: 1, connectTimeoutMs: 300, statementTimeoutMs: 1_500 };
const DEADLINE_MS = 10_000;

describeOnServers('the only connection waits for a lock', (kind) => {
  test('others wait for the connection, bounded, and all is well when the lock is let go of', async () => {
    await using service = await startProxiedService(kind, LIMITS);
    const { proxy, database } = service;
    const create = (handle: string) => service.create(handle);
    const other = await database.newConnection();
    await lockAddress(other, 'shop@example.org');

    const claims = proxy.watch(/owner@example\.net/);
    const first = create('shop');
    await waitUntil('it waits for the lock', () => claims.count > 0);
    expect(service.backend.poolUse?.()).toEqual({ used: 1, free: 0, waiting: 0 });
    const waiting = Array.from({ length: 20 }, (_, i) => create(`h${i}`));
    await waitUntil('they wait for the connection', () => service.backend.poolUse?.().waiting === 20);
    const others = await Promise.all(waiting);
    expect(others).toEqual(others.map(() => UNAVAILABLE));
    expect(await first).toEqual(UNAVAILABLE);

    await other.run('ROLLBACK');
    await waitUntil('it succeeds', async () => (await create('shop')).status === 200, DEADLINE_MS);
    for (let i = 0; i < 20; i++) expect(await create(`h${i}`)).toEqual(CREATED);
    expect(await service.rows()).toHaveLength(21);
  });
});
