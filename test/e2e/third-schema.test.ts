import { execFile } from 'node:child_process';
import { cpSync, readFileSync, symlinkSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { describeWith } from '../support/describe-with.js';
import { getProgram } from '../support/servers/find-program.js';
import { TemporaryFolder } from '../support/temporary-folder.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const COPIED = ['src', 'test', 'package.json', 'tsconfig.json', 'jest.config.ts'];

/** The README's commands for a new mail server, but the last: the contract runs here on SQLite alone, in a copy of the project. */
describeWith(['bash'], 'the README’s commands for a new mail server', () => {
  test('a folder and a line make a mail server, on which the whole contract runs', async () => {
    using folder = new TemporaryFolder();
    for (const name of COPIED) cpSync(`${ROOT}/${name}`, folder.file(name), { recursive: true });
    symlinkSync(`${ROOT}/node_modules`, folder.file('node_modules'));
    const readme = readFileSync(`${ROOT}/README.md`, 'utf8');
    const commands = /^### Add your mail server$[^]*?^```sh\n([^]*?)^npm run test:databases$/m.exec(readme)?.[1] ?? '';
    expect(commands).toContain('cp -r');
    const run = promisify(execFile);
    await run(getProgram('bash'), ['-euc', commands], { cwd: folder.path });
    const { stderr } = await run(
      process.execPath,
      [
        '--experimental-vm-modules',
        `${ROOT}/node_modules/jest/bin/jest.js`,
        '--verbose',
        '--globalSetup=',
        '--globalTeardown=',
        'test/fast/sqlite/sqlite.contract',
      ],
      { cwd: folder.path },
    );
    expect(stderr).toMatch(/AliasStore: myserver × sqlite/);
    expect(stderr).toMatch(/Tests: +\d+ passed, \d+ total/);
  });
});
