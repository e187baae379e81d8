import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { migrateSqlTables, openSqlBackend } from '../../src/adapters/sql/open-sql-backend.js';
import { describeWith } from '../support/describe-with.js';
import { disposeAll } from '../support/dispose-all.js';
import { getProgram, serverAccount } from '../support/servers/find-program.js';
import { PrivateServer } from '../support/servers/private-server.js';
import { createTestDatabaseOn, type TestDatabase } from '../support/servers/test-database.js';
import { TemporaryFolder } from '../support/temporary-folder.js';

/** By the words of each server's own clients. */
const PARAMETERS = {
  mysql: {
    mode: 'ssl-mode',
    ca: 'ssl-ca',
    plain: 'DISABLED',
    none: 'REQUIRED',
    authority: 'VERIFY_CA',
    full: 'VERIFY_IDENTITY',
  },
  postgres: {
    mode: 'sslmode',
    ca: 'sslrootcert',
    plain: 'disable',
    none: 'require',
    authority: 'verify-ca',
    full: 'verify-full',
  },
} as const;

for (const kind of ['mariadb', 'postgres'] as const)
  describeWith([`own-${kind}`, 'openssl'], `TLS to ${kind}`, () => {
    const words = PARAMETERS[kind === 'postgres' ? 'postgres' : 'mysql'];
    let folder: TemporaryFolder;
    let server: PrivateServer;
    let database: TestDatabase;

    /** A certificate that vouches for itself, for one name. */
    function makeCertificate(name: string, subject: string): { cert: string; key: string } {
      const [cert, key] = [folder.file(`${name}.pem`), folder.file(`${name}.key`)];
      const request = [
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:prime256v1',
        '-nodes',
        '-days',
        '2',
      ];
      const names = [
        '-subj',
        `/CN=${subject}`,
        '-addext',
        `subjectAltName=${subject.startsWith('1') ? 'IP' : 'DNS'}:${subject}`,
      ];
      execFileSync(getProgram('openssl'), [...request, ...names, '-keyout', key, '-out', cert], { stdio: 'ignore' });
      const account = serverAccount([kind === 'postgres' ? 'postgres' : 'mysql', 'nobody']);
      if (account) for (const file of [cert, key]) chownSync(file, account.uid, account.gid);
      return { cert, key };
    }

    beforeAll(async () => {
      folder = new TemporaryFolder();
      chmodSync(folder.path, 0o755);
      // Not the name that it is called by.
      const { cert, key } = makeCertificate('server', 'db.example');
      makeCertificate('other', '127.0.0.1');
      server = await PrivateServer.start(kind, {
        args:
          kind === 'postgres'
            ? ['ssl=on', `ssl_cert_file=${cert}`, `ssl_key_file=${key}`].flatMap((setting) => ['-c', setting])
            : [`--ssl-cert=${cert}`, `--ssl-key=${key}`],
      });
      database = await createTestDatabaseOn(server.url);
      await migrateSqlTables({ url: database.url, schema: 'haltman' });
    });
    afterAll(() => disposeAll(server, folder));

    /** Whether a connection by these is made, and refused where it is not; and then whether it is encrypted. */
    async function connects(mode: 'plain' | 'none' | 'authority' | 'full', ca?: string) {
      const url = new URL(database.url);
      url.searchParams.set(words.mode, words[mode]);
      if (ca !== undefined) url.searchParams.set(words.ca, folder.file(ca));
      try {
        const backend = await openSqlBackend({ url: url.href, schema: 'haltman' });
        const encrypted = kind === 'postgres' ? await isEncrypted() : undefined;
        await backend.close();
        return encrypted ?? true;
      } catch {
        return 'refused';
      }
    }

    const isEncrypted = async () =>
      (
        await database.run(
          `SELECT bool_and(ssl) AS ssl FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE application_name = 'postern'`,
        )
      )[0]?.['ssl'];

    test('is what the URL says, and never less', async () => {
      if (kind === 'postgres') expect(await connects('plain')).toBe(false);
      // From here on the server itself refuses this user without TLS; PostgreSQL tells whether there is TLS.
      else await database.run(`ALTER USER '${database.user}'@'%' REQUIRE SSL`);
      if (kind !== 'postgres') expect(await connects('plain')).toBe('refused');
      expect(await connects('none')).toBe(true);
      expect(await connects('authority', 'server.pem')).toBe(true);
      expect(await connects('authority', 'other.pem')).toBe('refused');
      expect(await connects('authority')).toBe('refused');
      expect(await connects('full', 'server.pem')).toBe('refused');
      expect(await connects('authority', 'nowhere.pem')).toBe('refused');
    });
  });
