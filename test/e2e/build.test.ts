import { execFile } from 'node:child_process';
import { appendFileSync, cpSync, readdirSync, statSync, symlinkSync, utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ServiceProcess } from '../support/service-process.js';
import { TemporaryFolder } from '../support/temporary-folder.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SOURCES = ['src', 'package.json', 'package-lock.json', 'tsconfig.json', 'deploy/build.js'];
/** Several builds on a machine that runs other tests. */
const TIMEOUT_MS = 300_000;
/** Lets a process import the module whose URL it is sent. */
const IMPORT_WHAT_IS_SENT = `process.stdin.once('data', (url) => import(String(url)).then(() => console.log('imported')))`;

describe('the build, in a fresh copy', () => {
  let folder: TemporaryFolder;
  const postern = async (...args: string[]) => {
    const env = { PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}` };
    return promisify(execFile)('npm', ['run', '--silent', 'postern', '--', ...args], { cwd: folder.path, env });
  };
  const builtAtMs = () => statSync(folder.file('dist/.built.json')).mtimeMs;
  const programs = () => readdirSync(folder.file('dist/bin'));

  beforeAll(() => {
    folder = new TemporaryFolder();
    for (const name of SOURCES) cpSync(join(ROOT, name), folder.file(name), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), folder.file('node_modules'));
    // What is installed is newer.
    utimesSync(folder.file('package-lock.json'), 0, 0);
  });
  afterAll(() => {
    folder[Symbol.dispose]();
  });

  test(
    'two commands at once are built for once, and both succeed',
    async () => {
      const answers = await Promise.all([postern('domain', 'list', '--json'), postern('--help')]);
      expect(answers.map(({ stdout }) => stdout)).toEqual(['[]\n', expect.stringContaining('Usage: postern')]);
    },
    TIMEOUT_MS,
  );

  test('nothing is built again if no source was touched', async () => {
    const before = builtAtMs();
    await postern('--help');
    expect(builtAtMs()).toBe(before);
  });

  test(
    'a touched source is built, and a service that runs still finds each of its chunks',
    async () => {
      const [before, earlier] = [builtAtMs(), programs()];
      const late = earlier.find((file) => file.startsWith('metrics-')) ?? '';
      await using service = new ServiceProcess(folder.file('dist/bin/main.js'), ['serve'], {
        cwd: folder.path,
        env: { POSTERN_PORT: '0', NODE_OPTIONS: `--import "data:text/javascript,${IMPORT_WHAT_IS_SENT}"` },
        writes: true,
      });
      const url = await service.listening();
      // A statement, because an export that nobody takes is left out of the bundle.
      appendFileSync(folder.file('src/infrastructure/observability/metrics.ts'), `performance.mark('new');\n`);
      await postern('--help');
      expect(builtAtMs()).toBeGreaterThan(before);
      const added = programs().filter((file) => !earlier.includes(file));
      expect(added).toContainEqual(expect.stringMatching(/^metrics-/));
      service.write(pathToFileURL(folder.file(`dist/bin/${late}`)).href);
      await service.output(/^imported$/m);
      expect((await fetch(`${url}/health/live`)).status).toBe(200);
    },
    TIMEOUT_MS,
  );
});
