import { execFile } from 'node:child_process';
import { cpSync, symlinkSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { describeWith } from '../support/describe-with.js';
import { codeBlocks } from '../support/docs.js';
import { getProgram } from '../support/servers/find-program.js';
import { TemporaryFolder } from '../support/temporary-folder.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const COPIED = ['src', 'test', 'package.json', 'tsconfig.json', 'jest.config.ts'];

const PAGE = 'docs/how-to/add-a-mail-server.md';
const LAST = 'npm run test:databases\n';

/** The commands of the page, but the last: the contract runs here on SQLite only, in a copy of the project. */
describeWith(['bash'], `the commands of ${PAGE}`, () => {
  test('a folder and a line make a mail server, on which the whole contract runs', async () => {
    using folder = new TemporaryFolder();
    for (const name of COPIED) cpSync(`${ROOT}/${name}`, folder.file(name), { recursive: true });
    symlinkSync(`${ROOT}/node_modules`, folder.file('node_modules'));
    const [commands = ''] = codeBlocks(PAGE, 'sh');
    expect(commands.endsWith(LAST)).toBe(true);
    const run = promisify(execFile);
    await run(getProgram('bash'), ['-euc', commands.slice(0, -LAST.length)], { cwd: folder.path });
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
  }, 180_000);
});
