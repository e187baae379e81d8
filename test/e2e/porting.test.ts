import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { beforeEach, describe, expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import { installation } from '../support/foreign/installations.js';
import { postern, posternJson, startPostern } from '../support/service-process.js';
import { waitUntil } from '../support/servers/wait-until.js';
import { useTemporaryFolder } from '../support/use-temporary-folder.js';

const HEADER = 'address,goto,active\n';
const csvRows = (count: number, from = 0) =>
  Array.from({ length: count }, (_, i) => `h${from + i}@example.org,owner${i % 7}@example.net,${i % 2}\n`).join('');

describe('alias import and export', () => {
  const folder = useTemporaryFolder();
  const at = () => ({ cwd: folder.path });
  const run = (...args: string[]) => postern(at(), ...args);
  const file = (name: string, text: string) => {
    writeFileSync(folder.file(name), text);
    return name;
  };
  const imported = async (name: string, ...args: string[]) => posternJson(at(), 'alias', 'import', name, ...args);
  const count = () => {
    const database = new Database(folder.file('data/postern.db'), { readonly: true });
    const [row] = database.prepare<[], { n: number }>('SELECT COUNT(*) AS n FROM alias').all();
    database.close();
    return row?.n;
  };

  beforeEach(async () => {
    await run('domain', 'add', 'example.org');
    await run('domain', 'add', 'bücher.example');
  });

  test('an export for a spreadsheet holds no formula, and makes the same aliases again', async () => {
    await imported(file('formula.csv', `${HEADER}=1+1@example.org,+owner@example.net,1\n`));
    expect((await run('alias', 'export', '--for-spreadsheet', 'sheet.csv')).code).toBe(0);
    expect(readFileSync(folder.file('sheet.csv'), 'utf8')).toMatch(
      /^spreadsheet_address,spreadsheet_goto,.*\r\n'=1\+1@example\.org,'\+owner@example\.net,1,/,
    );
    expect(await imported('sheet.csv')).toEqual({ created: 0, already_there: 1, refused: 0 });
  });

  test('forms that are given out no more are exported and switched, and not taken in', async () => {
    const database = new Database(folder.file('data/postern.db'));
    database.exec(`INSERT INTO alias (address, goto) VALUES ('-shop@example.org', '-owner@example.net')`);
    database.close();
    for (const filter of [[], ['--owner=-owner@example.net'], ['--domain', 'example.org']])
      expect((await run('alias', 'export', ...filter)).stdout).toMatch(/^-shop@example.org,-owner@example.net,1,/m);
    expect(await run('alias', 'disable', '--', '-shop@example.org')).toMatchObject({ code: 0, stderr: '' });
    expect((await run('alias', 'export')).stdout).toMatch(/^-shop@example.org,-owner@example.net,0,/m);
    const again = await run('alias', 'import', file('again.csv', `${HEADER}-shop@example.org,owner@example.net,1\n`));
    expect(again.stderr).toContain(
      'row 2: invalid address: What stands before the at sign is refused. It may not begin',
    );
    expect((await run('domain', 'add', '192.0.2.1')).stderr).toContain('looks like an IP address');
    expect((await run('key', 'create', '--', '-owner@example.net')).stderr).toContain('may not begin with a hyphen');
  });

  test('bad rows are told by number and reason, the good ones are made, and a repeat changes nothing', async () => {
    const name = file(
      'aliases.csv',
      `${HEADER}shop@example.org,owner@example.net,\nsh op@example.org,owner@example.net,1\n` +
        'shop@nowhere.example,owner@example.net,1\nshop@example.org,other@example.net,1\n' +
        'buch@bücher.example,owner@example.net,0\nshop@example.org,owner@example.net,0\n"x,y,1\na,b\n' +
        'a@example.org,b,1\na@example.org,a@example.org,1\na@example.org,b@example.net,yes\n',
    );
    const refusals = [
      'row 3: invalid address: One address without white space fits here.',
      'row 4: nowhere.example is not served: postern domain add nowhere.example',
      'row 5: shop@example.org is taken',
      'row 7: shop@example.org is there, but active',
      'row 8: a quotation mark is not closed',
      'row 9: it has 2 fields, and the first line names 3 columns',
      'row 10: invalid goto: An address is handle@domain.',
      'row 11: address and goto are the same',
      'row 12: active is neither 0 nor 1',
      'postern: rows were refused: 9',
      '',
    ].join('\n');
    const summary = (created: number) => `created        ${created}\nalready_there  ${2 - created}\nrefused        9\n`;
    const tried = await run('alias', 'import', '--dry-run', name);
    expect(tried).toEqual({ code: 1, stdout: `${summary(2)}dry_run        true\n`, stderr: refusals });
    expect(count()).toBe(0);
    expect(await run('alias', 'import', name)).toEqual({ code: 1, stdout: summary(2), stderr: refusals });
    const before = (await run('alias', 'export')).stdout;
    expect(await run('alias', 'import', name)).toEqual({ code: 1, stdout: summary(0), stderr: refusals });
    expect((await run('alias', 'export')).stdout).toBe(before);
    expect(await posternJson(at(), 'alias', 'list')).toMatchObject([
      { address: 'shop@example.org', goto: 'owner@example.net', active: true },
      { address: 'buch@xn--bcher-kva.example', goto: 'owner@example.net', active: false },
    ]);
  });

  test('JSON lines are read alike, and role names are the operator’s to give', async () => {
    const name = file(
      'aliases.jsonl',
      '{"address":"abuse@example.org","goto":"ops@example.net"}\n{"address":1}\nnonsense\n{"address":"a@example.org"}\n' +
        '{"address":"b@example.org","goto":7}\n',
    );
    expect(await run('alias', 'import', name, '--json')).toEqual({
      code: 1,
      stdout: '{"created":1,"already_there":0,"refused":4}\n',
      stderr:
        'row 2: address is not a string\nrow 3: it is not a JSON object\nrow 4: goto is missing\nrow 5: goto is not a string\n' +
        'postern: rows were refused: 4\n',
    });
  });

  test('killed half-way and repeated, it makes the rest: whole thousands were done', async () => {
    const killed = startPostern({ ...at(), writes: true }, 'alias', 'import', '-');
    killed.write(HEADER + csvRows(2_500));
    await waitUntil('two thousand rows are made', () => count() === 2_000);
    killed.kill('SIGKILL');
    expect(await killed.exited).toMatchObject({ code: null, stdout: '' });
    expect(count()).toBe(2_000);
    const name = file('all.csv', HEADER + csvRows(4_321));
    expect(await imported(name)).toEqual({ created: 2_321, already_there: 2_000, refused: 0 });
    expect(await imported(name)).toEqual({ created: 0, already_there: 4_321, refused: 0 });
  });

  test('killed at any moment and repeated, all is there once', async () => {
    const name = file('all.csv', HEADER + csvRows(20_000));
    for (const enough of [1, 4_000, 9_000]) {
      await using killed = startPostern(at(), 'alias', 'import', name);
      await waitUntil('some are made', () => (count() ?? 0) >= enough);
      killed.kill('SIGKILL');
      await killed.exited;
      expect((count() ?? 1) % 1_000).toBe(0);
    }
    const made = count() ?? 0;
    expect(await imported(name)).toEqual({ created: 20_000 - made, already_there: made, refused: 0 });
    expect(count()).toBe(20_000);
  });

  test.each(['SIGINT', 'SIGTERM'] as const)(
    '%s ends it after the thousand that it is at, and it says where',
    async (signal) => {
      await using stopped = startPostern({ ...at(), writes: true }, 'alias', 'import', '-', '--json');
      stopped.write(HEADER + csvRows(1_500));
      await waitUntil('a thousand rows are made', () => count() === 1_000);
      stopped.kill(signal);
      expect(await stopped.exited).toEqual({
        code: 1,
        stdout: '{"created":1000,"already_there":0,"refused":0}\n',
        stderr: 'postern: interrupted behind row 1001; run it again to go on\n',
      });
      expect(count()).toBe(1_000);
    },
  );

  test('it says nothing of its progress where nobody sees a terminal', async () => {
    const name = file('all.csv', HEADER + csvRows(3_000));
    expect(await run('alias', 'import', name)).toMatchObject({ code: 0, stderr: '' });
  });

  test('a file that cannot be read is refused whole', async () => {
    for (const [name, message] of [
      [file('semicolons.csv', 'address;goto\na@example.org;b@example.net\n'), 'separated by ";"'],
      [file('empty.csv', ''), 'the file is empty'],
      ['missing.csv', 'missing.csv'],
      [folder.path, ''],
    ] as const) {
      const { code, stdout, stderr } = await run('alias', 'import', name, '--format', 'csv');
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr).toContain(message);
    }
  });

  test.each([
    [['alias', 'import']],
    [['alias', 'import', 'aliases.txt']],
    [['alias', 'import', 'aliases.csv', '--format', 'xml']],
    [['alias', 'export', 'aliases']],
    [['alias', 'export', '--owner', 'nobody']],
    [['alias', 'export', '--for-spreadsheet', '--format', 'jsonl']],
  ])('%j is not understood: 2', async (args) => {
    const { code, stdout, stderr } = await run(...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).not.toBe('');
  });

  test('an export is of an owner or a domain, to a file or to standard output, in either format', async () => {
    await imported(file('all.csv', `${HEADER}${csvRows(14)}a@bücher.example,owner1@example.net,1\n`));
    const owned = await run('alias', 'export', '--owner', 'owner1@example.net', '--format', 'jsonl');
    expect(owned.stdout.split('\n').map((line) => (line ? (JSON.parse(line) as object) : ''))).toMatchObject([
      { address: 'a@xn--bcher-kva.example', goto: 'owner1@example.net', active: 1, created: expect.any(String) },
      { address: 'h1@example.org', active: 1 },
      { address: 'h8@example.org', active: 0 },
      '',
    ]);
    expect(await run('alias', 'export', 'out.csv', '--domain', 'bücher.example')).toMatchObject({
      code: 0,
      stdout: '',
    });
    expect(readFileSync(folder.file('out.csv'), 'utf8')).toMatch(
      /^address,goto,active,created,modified\r\na@xn--bcher-kva\.example,owner1@example\.net,1,[^,]+Z,[^,]+Z\r\n$/,
    );
    expect(existsSync(folder.file('out.csv.new'))).toBe(false);
  });

  test('what is no ordinary file is written to and never replaced', async () => {
    await imported(file('all.csv', HEADER + csvRows(14)));
    const before = 'mkfifo pipe; cat pipe > got &';
    expect(
      await postern({ ...at(), before: `${before} true` }, 'alias', 'export', 'pipe', '--format', 'csv'),
    ).toMatchObject({
      code: 0,
    });
    expect(statSync(folder.file('pipe')).isFIFO()).toBe(true);
    expect(readFileSync(folder.file('got'), 'utf8').split('\r\n')).toHaveLength(16);
  });

  test.each(['csv', 'jsonl'])('%s brings all aliases from one mail server’s tables into another’s', async (format) => {
    await imported(file('all.csv', HEADER + csvRows(2_345)));
    expect(await run('alias', 'export', `moved.${format}`)).toMatchObject({ code: 0 });
    const other = new Database(folder.file('other.db'));
    for (const statement of installation('sqlite', 'postfixadmin 3.3').tables) other.exec(statement);
    other.close();
    const env = { POSTERN_DATABASE_URL: 'sqlite:other.db', POSTERN_MAIL_SCHEMA: 'postfixadmin' };
    await postern({ ...at(), env }, 'domain', 'add', 'example.org');
    const move = () => posternJson({ ...at(), env }, 'alias', 'import', `moved.${format}`);
    expect(await move()).toEqual({ created: 2_345, already_there: 0, refused: 0 });
    expect(await move()).toEqual({ created: 0, already_there: 2_345, refused: 0 });
    const rows = async (options: object) =>
      (await postern({ ...at(), ...options }, 'alias', 'export')).stdout
        .split('\r\n')
        .map((line) => line.split(',').slice(0, 3));
    expect(await rows({ env })).toEqual(await rows({}));
  });
});
