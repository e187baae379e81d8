import { expect, test } from '@jest/globals';
import { describeOnServers } from '../support/describe-with.js';
import { startProxiedService } from '../support/faults/proxied-service.js';
import { waitUntil } from '../support/servers/wait-until.js';

const POOL_SIZE = 10;
const SERVERS_LIMIT = 3;
const REQUESTS = 300;
const GROWN_DEADLINE_MS = 20_000;

describeOnServers('the server lets us have fewer connections than the pool may have', (kind) => {
  test('requests wait for those there are, one warning is given, and the pool grows once it may', async () => {
    const warnings: string[] = [];
    await using service = await startProxiedService(kind, {
      poolSize: POOL_SIZE,
      warn: (message) => warnings.push(message),
    });
    const { database, proxy, backend } = service;
    const limitTo = (connections: number) =>
      database.run(
        kind === 'postgres'
          ? `ALTER ROLE ${database.user} CONNECTION LIMIT ${connections}`
          : `ALTER USER '${database.user}'@'%' WITH MAX_USER_CONNECTIONS ${connections}`,
      );
    await limitTo(SERVERS_LIMIT);
    // The pool begins with none.
    proxy.cutAll();
    await waitUntil('all are closed', () => proxy.openConnections === 0);

    const load = () =>
      Promise.all(
        Array.from({ length: REQUESTS }, async (_, i) => {
          // Each in a turn of its own: those of one turn share a connection.
          await new Promise((resolve) => setTimeout(resolve, i % POOL_SIZE));
          const answer = await service.service.ask('GET', `/api/alias/list?limit=${(i % 200) + 1}`);
          return answer.status;
        }),
      );
    expect(await load()).toEqual(Array(REQUESTS).fill(200));
    expect(await load()).toEqual(Array(REQUESTS).fill(200));
    expect(service.service.failures).toEqual([]);
    expect(proxy.openConnections).toBeLessThanOrEqual(SERVERS_LIMIT);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain('POSTERN_DATABASE_POOL_SIZE');

    await limitTo(POOL_SIZE);
    const size = () => (backend.poolUse?.().used ?? 0) + (backend.poolUse?.().free ?? 0);
    await waitUntil(
      'the pool has all that it may',
      async () => {
        expect(await load()).toEqual(Array(REQUESTS).fill(200));
        return size() > SERVERS_LIMIT;
      },
      GROWN_DEADLINE_MS,
    );
    expect(warnings).toHaveLength(1);
  });
});
