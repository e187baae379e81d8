import { expect, test } from '@jest/globals';
import { describeWith } from '../support/describe-with.js';
import { Creators } from '../support/faults/creators.js';
import { expectRowsAsAnswered } from '../support/faults/expect-rows.js';
import { serveDatabase } from '../support/faults/served-database.js';
import { SmallDisk } from '../support/faults/small-disk.js';
import { PrivateServer } from '../support/servers/private-server.js';
import { SERVER_KINDS } from '../support/servers/server-kind.js';
import { waitUntil } from '../support/servers/wait-until.js';

/** Enough for any of them to start on. */
const DISK_MEGABYTES = 200;
const CREATORS = 8;
const CREATED = 50;
const REFUSED = 100;

for (const kind of SERVER_KINDS)
  describeWith([`own-${kind}`, 'small-disk'], `a database on a full disk: ${kind}`, () => {
    test('takes no more, and all that was acknowledged is there when there is room again', async () => {
      await using disk = SmallDisk.mount(DISK_MEGABYTES);
      await using server = await PrivateServer.start(kind, { folder: disk.path });
      await using served = await serveDatabase(server);
      const creators = new Creators(CREATORS, (handle) => served.create(handle));
      await waitUntil('some are created', () => creators.handles(200).length >= CREATED);
      disk.fill();
      await waitUntil('the disk is full', () => creators.handles(503).length >= REFUSED);
      expect((await fetch(`${served.origin}/health/live`)).status).toBe(200);
      // Though the last use of the key cannot be noted.
      expect(await served.listStatus()).toBe(200);
      disk.makeRoom();
      const roomAt = performance.now();
      await waitUntil('more are created', () => creators.handles(200, roomAt).length >= CREATED);
      await creators.stop();
      await expectRowsAsAnswered(creators, served);
    });
  });

describeWith(['own-postgres', 'small-disk'], 'a PostgreSQL that a full disk ended', () => {
  test('has all that was acknowledged when it is started again', async () => {
    await using disk = SmallDisk.mount(DISK_MEGABYTES);
    await using server = await PrivateServer.start('postgres', { folder: disk.path });
    await using served = await serveDatabase(server);
    const creators = new Creators(CREATORS, (handle) => served.create(handle));
    await waitUntil('some are created', () => creators.handles(200).length >= CREATED);
    disk.fill();
    // Where its log cannot go on, it panics.
    await waitUntil('it panics', async () => {
      await served.query('SELECT pg_switch_wal()').catch(() => undefined);
      return /PANIC/.test(server.log());
    });
    const panicAt = performance.now();
    await waitUntil('creates are refused', () => creators.handles(503, panicAt).length > REFUSED);
    disk.makeRoom();
    await server.restart();
    const backAt = performance.now();
    await waitUntil('more are created', () => creators.handles(200, backAt).length >= CREATED);
    await creators.stop();
    await expectRowsAsAnswered(creators, served);
  });
});
