import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { openSqlBackend, type SqlBackend } from '../../src/adapters/sql/open-sql-backend.js';
import { emptyTables } from '../support/database-under-test.js';
import { installations } from '../support/foreign/installations.js';
import { type InstalledDatabase, installDatabase } from '../support/installed-database.js';
import { alias, domain } from '../support/samples.js';
import { runningServers } from '../support/servers/running-servers.js';

/** A ring of aliases makes Postfix answer 451 to every mail that has one of them among its recipients. */
for (const kind of ['sqlite', ...runningServers()] as const) {
  for (const installation of installations(kind)) {
    describe(`forwarding in a ring: ${installation.name} × ${kind}`, () => {
      const { schema } = installation;
      let database: InstalledDatabase;
      let backend: SqlBackend;
      beforeAll(async () => {
        database = await installDatabase(kind, installation);
      });
      beforeEach(async () => {
        await emptyTables(database, schema);
        backend = await openSqlBackend({ url: database.url, schema });
        await backend.domains.add(domain('example.org'), { visible: true });
      });
      afterEach(async () => {
        await backend.close();
      });
      afterAll(async () => {
        await database[Symbol.asyncDispose]();
      });

      const told = async () =>
        (await backend.check())
          .filter(({ topic }) => topic === 'aliases')
          .map(({ level, message }) => [level, message]);
      const forward = (from: string, to: string) => backend.aliases.claim({ alias: alias(from, to) });

      test('no claim closes one, and chains are no fault', async () => {
        expect(await forward('k1@example.org', 'k2@example.org')).toEqual({ kind: 'claimed' });
        expect(await forward('k2@example.org', 'k1@example.org')).toMatchObject({ kind: 'taken' });
        expect(await forward('k0@example.org', 'k1@example.org')).toEqual({ kind: 'claimed' });
        expect(await told()).toEqual([]);
      });

      test('one that is there is named once, and so is a chain without an end', async () => {
        await forward('k1@example.org', 'k2@example.org');
        await forward('x@example.org', 'owner@example.net');
        await database.run(
          `UPDATE alias SET address = 'k2@example.org', goto = 'k1@example.org' WHERE address = 'x@example.org'`,
        );
        const [[level, message] = [], ...rest] = await told();
        expect(rest).toEqual([]);
        expect(level).toBe('warning');
        expect(message).toMatch(/k[12]@example.org → k[12]@example.org/);
        await database.run(`UPDATE alias SET goto = 'out@example.net' WHERE address = 'k2@example.org'`);
        expect(await told()).toEqual([]);
        for (let i = 11; i >= 2; i--) await forward(`c${i}@example.org`, `c${i + 1}@example.org`);
        expect(await told()).toEqual([]);
        await forward('c1@example.org', 'c2@example.org');
        expect(await told()).toMatchObject([['warning', expect.stringContaining('c1@example.org')]]);
      });
    });
  }
}
