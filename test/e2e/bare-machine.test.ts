import { execFile } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TemporaryFolder } from '../support/temporary-folder.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Suites that need each of the programs, and a test that needs none. */
const TESTS = ['test/e2e/nginx', 'test/servers/redis-limiter', 'test/servers/tls', 'test/postfix', 'test/faults'];
const TIMEOUT_MS = 120_000;

describe('the tests, on a machine that has Node.js and a shell', () => {
  let folder: TemporaryFolder;

  beforeAll(() => {
    folder = new TemporaryFolder();
    mkdirSync(folder.file('bin'));
    symlinkSync(process.execPath, folder.file('bin/node'));
    symlinkSync('/bin/sh', folder.file('bin/sh'));
  });
  afterAll(() => {
    folder[Symbol.dispose]();
  });

  function run(env: Readonly<Record<string, string>>): Promise<{ code: number | null; output: string }> {
    const jest = ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', '--runInBand', ...TESTS];
    const bare = {
      PATH: folder.file('bin'),
      HOME: folder.path,
      POSTERN_TEST_FOLDERS: '',
      DOCKER_HOST: `unix://${folder.file('docker.sock')}`,
    };
    return new Promise((resolve) => {
      const child = execFile(
        process.execPath,
        jest,
        { cwd: ROOT, env: { ...bare, ...env } },
        (_error, stdout, stderr) => {
          resolve({ code: child.exitCode, output: stdout + stderr });
        },
      );
    });
  }

  test(
    'leave out what they cannot run, and end with what to install',
    async () => {
      const { code, output } = await run({});
      expect(output).not.toMatch(/TypeError|did not exit|must contain at least one test/);
      expect(output).toMatch(/^Tests: +\d+ skipped, 1 passed/m);
      const lacking = output.slice(output.indexOf('Left out, for want of:'));
      expect(lacking).toContain(
        '  nginx: no nginx on this machine (apt-get install nginx)\n    needed by deploy/nginx.conf, before a service\n',
      );
      for (const name of ['mariadb', 'postgres', 'own-postgres', 'redis', 'openssl', 'postfix', 'small-disk']) {
        expect(lacking).toMatch(new RegExp(`^  ${name}: .*\\S$`, 'm'));
      }
      expect(code).toBe(0);
    },
    TIMEOUT_MS,
  );

  test(
    'fail if what is missing was asked for, or is no name at all',
    async () => {
      const asked = await run({ POSTERN_TEST_REQUIRED: 'nginx' });
      expect([asked.code, asked.output]).toEqual([1, expect.stringContaining('nginx: no nginx on this machine')]);
      const inCi = await run({ CI: 'true' });
      expect([inCi.code, inCi.output]).toEqual([1, expect.stringMatching(/postgres is required, and cannot be had/)]);
      const unknown = await run({ POSTERN_TEST_REQUIRED: 'ngnix' });
      expect([unknown.code, unknown.output]).toEqual([1, expect.stringContaining('there is no ngnix; there are')]);
    },
    TIMEOUT_MS,
  );
});
