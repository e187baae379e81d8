import { readFileSync, statSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { describeWith } from '../support/describe-with.js';
import { disposeAll } from '../support/dispose-all.js';
import { postern, posternJson, seed, serve } from '../support/service-process.js';
import { freePort } from '../support/servers/free-port.js';
import { SERVER_KINDS } from '../support/servers/server-kind.js';
import { createTestDatabase, type TestDatabase } from '../support/servers/test-database.js';
import { TemporaryFolder } from '../support/temporary-folder.js';

/** It starts a dozen processes, one after another. */
const WHOLE_WAY_TIMEOUT_MS = 120_000;

/** The command line and the service on a database server, as an operator meets them. */
for (const kind of SERVER_KINDS) {
  describeWith([kind], `postern on ${kind}`, () => {
    let folder: TemporaryFolder;
    let database: TestDatabase;
    const at = (env: Record<string, string> = {}) => ({
      cwd: folder.path,
      env: { POSTERN_DATABASE_URL: database.url, ...env },
    });
    const password = () => decodeURIComponent(new URL(database.url).password);

    beforeEach(async () => {
      folder = new TemporaryFolder();
      database = await createTestDatabase(kind);
    });
    afterEach(() => disposeAll(database, folder));

    test(
      'the whole way: check, migrate, a domain, a key, an alias by HTTP',
      async () => {
        const empty = await postern(at(), 'check');
        expect(empty.code).toBe(1);
        expect(empty.stdout).toMatch(/error +tables +the database is empty: run "postern migrate"/);
        expect((await serve(at()).exited).stderr).toContain('run "postern migrate"');

        const { statements } = (await posternJson(at(), 'migrate', '--dry-run')) as { statements: string[] };
        expect(statements.join()).toContain('CREATE TABLE alias (');
        expect((await postern(at(), 'check')).code).toBe(1);
        expect(await posternJson(at(), 'migrate')).toMatchObject({ made: expect.arrayContaining(['alias', 'domain']) });
        expect(await posternJson(at(), 'migrate', '--dry-run')).toEqual({ statements: [] });
        expect((await postern(at(), 'check')).code).toBe(0);

        const key = await seed(at());
        await using service = serve(at({ POSTERN_METRICS_PORT: '0' }));
        const url = await service.listening();
        const create = () =>
          fetch(`${url}/api/alias/create?alias_handle=shop&alias_domain=example.org`, {
            method: 'POST',
            headers: { 'X-API-Key': key },
          });
        expect((await create()).status).toBe(200);
        expect((await create()).status).toBe(409);
        expect((await fetch(`${url}/health/ready`)).status).toBe(200);
        expect(await posternJson(at(), 'alias', 'list')).toMatchObject([{ address: 'shop@example.org' }]);
        const [, metrics = ''] = await service.output(/metrics at (http:\/\/[^\s"]+)/);
        expect(await (await fetch(metrics)).text()).toMatch(
          /^postern_database_connections\{state="used"\} 0\npostern_database_connections\{state="free"\} [1-9][^]*^postern_database_waiting 0$/m,
        );
      },
      WHOLE_WAY_TIMEOUT_MS,
    );

    test('a right that lacks ends serve, with the GRANT to give', async () => {
      await posternJson(at(), 'migrate');
      const user = kind === 'postgres' ? database.user : `'${database.user}'@'%'`;
      await database.run(
        kind === 'postgres'
          ? `ALTER TABLE alias OWNER TO CURRENT_USER; REVOKE ALL ON alias FROM ${user}; GRANT SELECT, UPDATE ON alias TO ${user}`
          : `REVOKE INSERT ON ${database.name}.* FROM ${user}`,
      );
      const { code, stderr } = await serve(at()).exited;
      expect(code).toBe(1);
      expect(stderr).toContain(`GRANT INSERT ON alias TO ${user}`);
    });

    test('a password shows nowhere: not where it is wrong, nor where there is no server, nor in the log', async () => {
      const wrong = new URL(database.url);
      wrong.password = 'hunter2hunter2';
      const nowhere = new URL(wrong);
      nowhere.port = String(await freePort());
      for (const url of [wrong, nowhere]) {
        for (const command of ['check', 'migrate', 'serve']) {
          const { code, stdout, stderr } = await postern(at({ POSTERN_DATABASE_URL: url.href }), command);
          expect(code).toBe(1);
          expect(stderr).toContain('no connection to the database');
          expect(stdout + stderr).not.toContain('hunter2');
        }
      }
      await posternJson(at(), 'migrate');
      await using service = serve(at({ POSTERN_LOG_LEVEL: 'trace' }));
      const url = await service.listening();
      await database.run('DROP TABLE api_logs, api_tokens');
      await fetch(`${url}/api/alias/create`, { method: 'POST', headers: { 'X-API-Key': 'ab'.repeat(32) } });
      service.kill('SIGTERM');
      const { stdout, stderr } = await service.exited;
      expect(stdout).toContain('request failed');
      for (const secret of [password(), database.url, encodeURIComponent(password())])
        expect(stdout + stderr).not.toContain(secret);
    });

    test('postfix-maps writes files for root and Postfix alone, as Postfix is to reach the database', async () => {
      const reader = new URL(database.url);
      [reader.username, reader.password] = ['reader', 'only'];
      const out = folder.file('maps');
      const env = { POSTERN_POSTFIX_DATABASE_URL: reader.href };
      const { stdout } = await postern(at(env), 'postfix-maps', '--out', out);
      const type = kind === 'postgres' ? 'proxy:pgsql' : 'proxy:mysql';
      expect(stdout).toBe(
        `virtual_alias_domains = ${type}:${out}/postern-domains.cf\n` +
          `virtual_alias_maps = ${type}:${out}/postern-handles.cf, ${type}:${out}/postern-aliases.cf\n` +
          'recipient_delimiter = +\npropagate_unmatched_extensions = canonical\n',
      );
      expect((statSync(out).mode & 0o7777).toString(8)).toBe('750');
      for (const name of ['domains', 'handles', 'aliases']) {
        const path = `${out}/postern-${name}.cf`;
        expect((statSync(path).mode & 0o7777).toString(8)).toBe('640');
        const text = readFileSync(path, 'utf8');
        expect(text).toMatch(/^user = reader\npassword = only\n/m);
        expect(text).not.toContain(password());
      }
      // Written anew, whole, over what is there.
      expect((await postern(at(env), 'postfix-maps', '--out', out)).code).toBe(0);
    });
  });
}
