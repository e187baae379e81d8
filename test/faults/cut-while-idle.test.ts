import { expect, test } from '@jest/globals';
import { describeOnServers } from '../support/describe-with.js';
import { startProxiedService } from '../support/faults/proxied-service.js';
import { waitUntil } from '../support/servers/wait-until.js';

/** More than a statement is ever tried. */
const POOL_SIZE = 30;

describeOnServers('connections that are cut while nobody uses them', (kind) => {
  test(`all ${POOL_SIZE}: the next requests know nothing of it`, async () => {
    await using service = await startProxiedService(kind, { poolSize: POOL_SIZE });
    const { proxy } = service;
    await service.fillPool(POOL_SIZE);
    expect(proxy.openConnections).toBe(POOL_SIZE);
    proxy.cutAll();
    await waitUntil('all are closed', () => proxy.openConnections === 0);

    const statuses: number[] = [];
    for (let i = 0; i < 10; i++) statuses.push((await service.create(`h${i}`)).status);
    expect(statuses).toEqual(Array(10).fill(200));
    expect((await service.service.fetch('/health/ready')).status).toBe(200);
    expect(await service.rows()).toHaveLength(10);
  });
});
