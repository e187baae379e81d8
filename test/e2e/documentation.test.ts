import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import { describeWith } from '../support/describe-with.js';
import { codeBlocks } from '../support/docs.js';
import { installation } from '../support/foreign/installations.js';
import { getProgram } from '../support/servers/find-program.js';
import { TemporaryFolder } from '../support/temporary-folder.js';

const MAIN = fileURLToPath(new URL('../../dist/bin/main.js', import.meta.url));
const TIMEOUT_MS = 120_000;

describeWith(['bash'], 'the commands of the documentation, on SQLite', () => {
  let folder: TemporaryFolder;
  const run = async (commands: string) => {
    const path = [folder.file('bin'), dirname(process.execPath), process.env['PATH']].join(':');
    const options = { cwd: folder.path, env: { PATH: path, HOME: folder.path } };
    return (await promisify(execFile)(getProgram('bash'), ['-euo', 'pipefail', '-c', commands], options)).stdout;
  };

  beforeEach(() => {
    folder = new TemporaryFolder();
    mkdirSync(folder.file('bin'));
    symlinkSync(MAIN, folder.file('bin/postern'));
  });
  afterEach(() => {
    folder[Symbol.dispose]();
  });

  test(
    'bans are added, listed and lifted, and an owner gets quotas',
    async () => {
      const [bans = '', quotas = ''] = codeBlocks('docs/how-to/bans-and-quotas.md', 'sh');
      const listed = await run(bans);
      for (const value of ['owner@example.net', 'example.net', 'shop', '192.0.2.0/24']) expect(listed).toContain(value);
      expect(listed).toMatch(/^lifted_at +\d{4}-/m);
      expect(await run(quotas)).toMatch(/^owner@example\.net +500 +none +none +aliases, keys$/m);
    },
    TIMEOUT_MS,
  );

  test(
    'aliases move into PostfixAdmin’s tables',
    async () => {
      const target = new Database(folder.file('target.db'));
      for (const table of installation('sqlite', 'postfixadmin 3.3').tables) target.exec(table);
      target.close();
      const [commands = ''] = codeBlocks('docs/how-to/move-aliases.md', 'sh');
      const here = commands.replace(/postgres:\S+/, 'sqlite:target.db');
      expect(here).not.toBe(commands);
      await run('postern domain add example.org; postern alias create shop@example.org --goto owner@example.net');
      expect(await run(here)).toMatch(/^created +1\nalready_there +0\nrefused +0\n$/m);
      expect(readFileSync(folder.file('aliases.csv'), 'utf8')).toContain('shop@example.org,owner@example.net,1,');
    },
    TIMEOUT_MS,
  );
});
