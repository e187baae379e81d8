import { setTimeout } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { describeOnOwnServers } from '../support/describe-with.js';
import { Creators } from '../support/faults/creators.js';
import { expectRowsAsAnswered } from '../support/faults/expect-rows.js';
import { ReadinessWatch } from '../support/faults/readiness.js';
import { type ServedDatabase, serveDatabase } from '../support/faults/served-database.js';
import { PrivateServer } from '../support/servers/private-server.js';
import { waitUntil } from '../support/servers/wait-until.js';

/** On each of the two services. */
const CREATORS = 32;
const KILL_AFTER = 150;
const AWAY_MS = 3_000;
const RECOVERY_MS = 2_000;
/** A second for the database to answer, and what a busy machine takes beside it. */
const READY_MS = 2_500;

describeOnOwnServers('a database that is killed under load', (kind) => {
  test('loses nothing that was acknowledged, and the services on it recover by themselves', async () => {
    await using server = await PrivateServer.start(kind);
    await using haltman = await serveDatabase(server, 'haltman');
    await using postfixadmin = await serveDatabase(server, 'postfixadmin');
    const loads = [haltman, postfixadmin].map((served) => putUnderLoad(served));
    const all = (holds: (load: Load) => boolean) => () => loads.every(holds);

    const startedAt = performance.now();
    await waitUntil(
      'many are created',
      all((load) => load.created() >= KILL_AFTER),
    );
    const killedAt = performance.now();
    await server.kill();
    const goneAt = performance.now();
    await setTimeout(AWAY_MS);
    const restartedAt = performance.now();
    await server.restart();
    const backAt = performance.now();
    await waitUntil(
      'creates succeed again',
      all((load) => load.created(goneAt) > 0),
      RECOVERY_MS,
    );
    await waitUntil(
      'it is ready again',
      all((load) => load.readiness.statuses(backAt, Infinity).includes(200)),
      RECOVERY_MS,
    );
    const readyAt = performance.now();
    await waitUntil(
      'many more are created',
      all((load) => load.created(backAt) >= KILL_AFTER),
    );

    for (const { served, readiness, creators } of loads) {
      await creators.stop();
      await readiness.stop();
      await expectRowsAsAnswered(creators, served);
      expect(new Set(readiness.statuses(startedAt, killedAt))).toEqual(new Set([200]));
      expect(new Set(readiness.statuses(goneAt, restartedAt))).toEqual(new Set([503]));
      expect(readiness.statuses(goneAt, restartedAt).length).toBeGreaterThan(1);
      expect(readiness.statuses(readyAt, Infinity).filter((status) => status !== 200)).toEqual([]);
      expect(readiness.longestMs).toBeLessThan(READY_MS);
      served.service.kill('SIGTERM');
      expect((await served.service.exited).code).toBe(0);
    }
  });
});

type Load = ReturnType<typeof putUnderLoad>;

function putUnderLoad(served: ServedDatabase) {
  const creators = new Creators(CREATORS, (handle) => served.create(handle));
  return {
    served,
    creators,
    readiness: new ReadinessWatch(served.origin),
    created: (since?: number) => creators.handles(200, since).length,
  };
}
