import { execFile } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { codeBlocks } from '../support/docs.js';
import { TemporaryFolder } from '../support/temporary-folder.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const run = promisify(execFile);

const PAGE = 'docs/how-to/embed.md';

describe('the package, installed in an empty folder', () => {
  let folder: TemporaryFolder;
  const node = (...args: string[]) => run(process.execPath, args, { cwd: folder.path });

  beforeAll(async () => {
    folder = new TemporaryFolder();
    // Built already: a build here would take the files from under the other tests.
    const { stdout } = await run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder.path], {
      cwd: ROOT,
    });
    const [packed] = JSON.parse(stdout) as { filename: string }[];
    writeFileSync(folder.file('package.json'), '{ "name": "embedder", "type": "module", "private": true }');
    const install = ['install', '--no-audit', '--no-fund', '--prefer-offline', `./${packed?.filename ?? ''}`];
    await run('npm', install, { cwd: folder.path });
  }, 180_000);
  afterAll(() => {
    folder[Symbol.dispose]();
  });

  test(`runs the example of ${PAGE}`, async () => {
    const [example = ''] = codeBlocks(PAGE, 'js');
    writeFileSync(folder.file('example.js'), example);
    expect((await node('example.js')).stdout).toBe('shop@example.org forwards to owner@example.net\n');
    expect((await node('example.js')).stdout).toBe('address_taken\n');
  });

  test.each([
    ['postern', ['CreateAlias', 'Handle', 'StoreUnavailable']],
    ['postern/domain', ['Handle', 'decideConflict', 'unwrap']],
    ['postern/application', ['CreateAlias', 'AuthenticateKey', 'IssueKey']],
    ['postern/adapters/memory', ['openMemoryBackend']],
    ['postern/adapters/http', ['createHttpApp', 'HttpServer']],
    ['postern/adapters/sql', ['openSqlBackend', 'migrateSqlTables']],
    ['postern/adapters/idna', ['uts46']],
    ['postern/adapters/smtp', ['openSmtpMailer']],
    ['postern/adapters/system', ['nodeKeySecrets', 'systemClock']],
  ])('%s is imported, with types beside it', async (specifier, names) => {
    const program = `console.log(Object.keys(await import('${specifier}')).join())`;
    const { stdout } = await node('--input-type=module', '--eval', program);
    expect(stdout.trim().split(',')).toEqual(expect.arrayContaining(names));
    const types = `dist/${specifier.replace(/^postern\/?/, '')}/index.d.ts`;
    expect(existsSync(folder.file(`node_modules/postern/${types}`))).toBe(true);
  });

  test('has types that a strict compiler takes', async () => {
    const names = [
      '',
      '/domain',
      '/application',
      ...['memory', 'http', 'sql', 'idna', 'smtp', 'system'].map((name) => `/adapters/${name}`),
    ];
    const imports = names.map((name, i) => `import * as m${i} from 'postern${name}';\nvoid m${i};`);
    writeFileSync(folder.file('types.ts'), imports.join('\n'));
    const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
    const settings = [
      '--noEmit',
      '--strict',
      '--module',
      'nodenext',
      '--target',
      'es2024',
      '--lib',
      'es2024',
      '--types',
      'node',
    ];
    await expect(node(tsc, ...settings, 'types.ts')).resolves.toMatchObject({ stdout: '' });
  });

  test('says what to install where the native driver is missing', async () => {
    const program = `
      import { registerHooks } from 'node:module';
      registerHooks({
        resolve(specifier, context, next) {
          if (specifier === 'better-sqlite3') throw new Error('Cannot find package');
          return next(specifier, context);
        },
      });
      const { openSqlBackend } = await import('postern/adapters/sql');
      await openSqlBackend({ url: 'sqlite::memory:', schema: 'haltman' });
    `;
    await expect(node('--input-type=module', '--eval', program)).rejects.toMatchObject({
      stderr: expect.stringContaining('npm install better-sqlite3'),
    });
  });

  test('brings the command', async () => {
    const { stdout } = await run(folder.file('node_modules/.bin/postern'), ['--help'], { cwd: folder.path });
    expect(stdout).toContain('Usage: postern');
  });
});
