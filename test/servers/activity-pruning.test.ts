import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openSqlBackend, type SqlBackend } from '../../src/adapters/sql/open-sql-backend.js';
import { describeWith } from '../support/describe-with.js';
import { type DatabaseKind, installation } from '../support/foreign/installations.js';
import { type InstalledDatabase, installDatabase } from '../support/installed-database.js';
import { originOfNewKey } from '../support/origins.js';
import { alias, domain, email } from '../support/samples.js';
import { SERVER_KINDS } from '../support/servers/server-kind.js';

const OWNER = email('owner@example.net');
const FUTURE = new Date(Date.now() + 86_400_000);
const KINDS: readonly DatabaseKind[] = ['sqlite', ...SERVER_KINDS];

for (const kind of KINDS) {
  describeWith(kind === 'sqlite' ? [] : [kind], `pruning × haltman × ${kind}`, () => {
    let database: InstalledDatabase;
    let backend: SqlBackend;
    beforeEach(async () => {
      database = await installDatabase(kind, installation(kind, 'haltman'));
      backend = await openSqlBackend({ url: database.url, schema: 'haltman' });
      await backend.domains.add(domain('example.org'), { visible: true });
      for (const body of ['NULL', `'{"alias":"a@example.org"}'`, `'{"operations":[]}'`])
        await database.run(
          `INSERT INTO api_logs (api_token_owner_email, route, body) VALUES ('${OWNER.value}', '/api/alias/create', ${body})`,
        );
      const origin = await originOfNewKey(backend, OWNER);
      await backend.aliases.claim({ alias: alias('a@example.org', OWNER.value), origin });
    });
    afterEach(async () => {
      await backend.close();
      await database[Symbol.asyncDispose]();
    });

    test('rows that the haltman API wrote are passed over', async () => {
      const prune = (limit: number, afterId?: number) => backend.activity.prune({ before: FUTURE, limit, afterId });
      const first = await prune(2);
      expect(first).toMatchObject({ removed: 0, nextId: expect.any(Number) });
      expect(await prune(2, first.nextId)).toMatchObject({ removed: 1, nextId: expect.any(Number) });
      expect(await prune(200)).toEqual({ removed: 0, nextId: undefined });
      expect((await database.run('SELECT id FROM api_logs')).length).toBe(3);
    });
  });
}
