import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { postern, posternJson } from '../support/service-process.js';
import { TemporaryFolder } from '../support/temporary-folder.js';

const ISO_TIME = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

describe('the command line', () => {
  let folder: TemporaryFolder;
  const run = (...args: string[]) => postern({ cwd: folder.path }, ...args);
  const json = (...args: string[]) => posternJson({ cwd: folder.path }, ...args);

  beforeAll(() => {
    folder = new TemporaryFolder();
  });
  afterAll(() => {
    folder[Symbol.dispose]();
  });

  test('migrate, from several processes at once on a new file, makes the tables once', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => json('migrate')));
    expect(answers).toHaveLength(4);
    expect(answers.filter((answer) => (answer as { made: string[] }).made.length > 0)).toHaveLength(1);
    expect((await run('migrate')).stdout).toBe('nothing is missing\n');
  });

  test('domain: add, list, disable, enable', async () => {
    expect(await json('domain', 'add', 'Example.org')).toEqual({
      id: 1,
      name: 'example.org',
      active: true,
      visible: true,
    });
    expect(await json('domain', 'add', 'bücher.example', '--hidden')).toMatchObject({
      name: 'xn--bcher-kva.example',
      visible: false,
    });
    expect(await json('domain', 'disable', 'bücher.example')).toMatchObject({ active: false });
    expect((await run('domain', 'list')).stdout).toBe(
      'id  name                   active  visible\n' +
        '1   example.org            true    true\n' +
        '2   xn--bcher-kva.example  false   false\n',
    );
    expect(await json('domain', 'enable', 'xn--bcher-kva.example')).toMatchObject({ active: true });
  });

  test('key: create, list, rotate, revoke', async () => {
    const created = await json('key', 'create', 'Owner@example.net', '--days', '9999');
    expect(created).toEqual({
      id: 1,
      key: expect.stringMatching(/^[0-9a-f]{64}$/),
      owner: 'owner@example.net',
      expires_at: ISO_TIME,
    });
    expect((await run('key', 'create', 'other@example.net')).stdout).toMatch(/^key +[0-9a-f]{64}$/m);
    expect(await json('key', 'list')).toEqual([
      { id: 1, owner: 'owner@example.net', status: 'active', created_at: ISO_TIME, expires_at: ISO_TIME },
      { id: 2, owner: 'other@example.net', status: 'active', created_at: ISO_TIME, expires_at: ISO_TIME },
    ]);
    expect(await json('key', 'list', '--owner', 'other@example.net')).toMatchObject([{ id: 2 }]);
    expect(await json('key', 'rotate', '2', '--days', '1')).toMatchObject({
      id: 3,
      key: expect.stringMatching(/^[0-9a-f]{64}$/),
      owner: 'other@example.net',
    });
    expect(await json('key', 'revoke', '3')).toMatchObject({ id: 3, status: 'revoked' });
    expect((await run('key', 'list')).stdout).toMatch(/^2 +other@example\.net +revoked /m);
  });

  test('owner: set, show, list', async () => {
    const nothing = { owner: 'owner@example.net', aliases: 'none', handles: 'none', keys: 'none', own: '' };
    expect(await json('owner', 'show', 'Owner@example.net')).toEqual(nothing);
    expect(await json('owner', 'set', 'owner@example.net', '--aliases', '5', '--keys', 'none')).toEqual({
      ...nothing,
      aliases: 5,
      own: 'aliases, keys',
    });
    expect((await run('owner', 'list')).stdout).toBe(
      'owner              aliases  handles  keys  own\n' + 'owner@example.net  5        none     none  aliases, keys\n',
    );
    expect(await json('owner', 'set', 'owner@example.net', '--aliases', 'default', '--keys', 'default')).toEqual(
      nothing,
    );
    expect(await json('owner', 'list')).toEqual([]);
    expect(await run('owner', 'set', 'owner@example.net', '--keys', '-1')).toMatchObject({ code: 2 });
    expect(await run('owner', 'set', 'owner@example.net')).toMatchObject({ code: 1 });
  });

  test('alias: create, list, disable, enable', async () => {
    expect(await json('alias', 'create', 'Shop@Example.org', '--goto', 'owner@example.net')).toEqual({
      created: true,
      address: 'shop@example.org',
      goto: 'owner@example.net',
    });
    expect(await json('alias', 'create', 'postmaster@example.org', '--goto', 'ops@example.net')).toMatchObject({
      created: true,
    });
    expect(await json('alias', 'list')).toMatchObject([
      {
        id: 2,
        address: 'postmaster@example.org',
        goto: 'ops@example.net',
        active: true,
        created: ISO_TIME,
        modified: ISO_TIME,
      },
      { id: 1, address: 'shop@example.org' },
    ]);
    expect(await json('alias', 'list', '--owner', 'ops@example.net')).toHaveLength(1);
    expect(await json('alias', 'list', '--limit', '1', '--offset', '1')).toMatchObject([{ id: 1 }]);
    expect((await run('alias', 'list')).stdout.split('\n')).toHaveLength(4);
    expect(await json('alias', 'disable', 'Shop@example.org')).toEqual({ address: 'shop@example.org', active: false });
    expect(await json('alias', 'list', '--owner', 'owner@example.net')).toMatchObject([{ active: false }]);
    await run('alias', 'enable', 'shop@example.org');
    expect(await json('alias', 'list', '--owner', 'owner@example.net')).toMatchObject([{ active: true }]);
  });

  test('a domain where owners have their mailboxes is served if the operator says so, and then their keys too', async () => {
    const refused = async (...args: string[]) => {
      const { code, stdout, stderr } = await run(...args);
      expect([code, stdout]).toEqual([1, '']);
      return stderr;
    };
    await json('alias', 'create', 'box@example.org', '--goto', 'ann@local.example');
    await json('key', 'create', 'joe@local.example');
    const named = '2 owners: ann@local.example, joe@local.example. ';
    expect(await refused('domain', 'add', 'local.example')).toContain(named);
    expect(await json('domain', 'add', 'local.example', '--yes')).toMatchObject({ active: true });
    expect(await json('domain', 'disable', 'local.example')).toMatchObject({ active: false });
    expect(await refused('domain', 'enable', 'local.example')).toContain(named);
    expect(await json('domain', 'enable', 'local.example', '--yes')).toMatchObject({ active: true });

    expect(await refused('key', 'create', 'eve@local.example')).toContain('--local-owner');
    expect(await refused('key', 'rotate', '4')).toContain('--local-owner');
    expect(await refused('alias', 'create', 'bag@example.org', '--goto', 'eve@local.example')).toContain(
      '--local-owner',
    );
    const alias = 'box@example.org is an alias here, so it is no mailbox';
    expect(await refused('key', 'create', 'box@example.org', '--local-owner')).toContain(alias);
    expect(await refused('alias', 'create', 'bag@example.org', '--goto', 'box@example.org', '--local-owner')).toContain(
      alias,
    );
    writeFileSync(folder.file('alias.csv'), 'address,goto\nbag@example.org,box@example.org\n');
    expect((await run('alias', 'import', 'alias.csv', '--local-owner')).stderr).toContain(`row 2: ${alias}`);

    writeFileSync(folder.file('local.csv'), 'address,goto\nbag@example.org,eve@local.example\n');
    expect((await run('alias', 'import', 'local.csv')).stderr).toContain('row 2: local.example is a domain of this');
    const insisting = [
      ['key', 'create', 'eve@local.example'],
      ['key', 'rotate', '4'],
      ['alias', 'create', 'bag@example.org', '--goto', 'eve@local.example'],
    ];
    for (const args of insisting) await json(...args, '--local-owner');
    expect(await json('alias', 'import', 'local.csv', '--local-owner')).toMatchObject({ already_there: 1 });
  });

  test.each([
    [['domain', 'add', 'example.org'], 'example.org is there already'],
    [['domain', 'disable', 'nowhere.example'], 'there is no domain nowhere.example'],
    [['key', 'revoke', '99'], 'there is no key 99'],
    [['key', 'rotate', '99'], 'there is no key 99'],
    [['key', 'rotate', '2'], 'key 2 was revoked'],
    [['alias', 'disable', 'gone@example.org'], 'there is no alias gone@example.org'],
    [['alias', 'create', 'shop@example.org', '--goto', 'other@example.net'], 'shop@example.org is taken'],
    [['alias', 'create', 'shop@nowhere.example', '--goto', 'a@example.net'], 'postern domain add nowhere.example'],
  ])('%j is refused: 1, and says why on standard error alone', async (args, message) => {
    const { code, stdout, stderr } = await run(...args);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(message);
  });

  test.each([
    [[]],
    [['frob']],
    [['domain']],
    [['domain', 'add']],
    [['domain', 'add', 'ex_ample.org']],
    [['domain', 'add', 'a.example', 'b.example']],
    [['domain', 'list', '--frob']],
    [['key', 'create', 'nobody']],
    [['key', 'create', 'a@b.example', '--days', '0']],
    [['key', 'create', 'a@b.example', '--days', '10000']],
    [['key', 'create', 'a@b.example', '--days', '1.5']],
    [['key', 'revoke', 'one']],
    [['alias', 'create', 'shop@example.org']],
    [['alias', 'create', 'sh op@example.org', '--goto', 'a@b.example']],
    [['alias', 'create', `${'h'.repeat(64)}@${'abcdefg.'.repeat(25)}example`, '--goto', 'a@b.example']],
    [['alias', 'list', '--limit', '0']],
    [['alias', 'list', '--offset', '-1']],
  ])('%j is not understood: 2', async (args) => {
    const { code, stdout, stderr } = await run(...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).not.toBe('');
  });

  test('ban: add, list, lift', async () => {
    const lasting = { id: 1, kind: 'domain', value: 'xn--bcher-kva.example', reason: 'spam', created_at: ISO_TIME };
    expect(await json('ban', 'add', 'domain', 'bücher.example', '--reason', 'spam')).toEqual(lasting);
    const passing = {
      id: 2,
      kind: 'ip',
      value: '192.0.2.0/24',
      reason: 'scans',
      created_at: ISO_TIME,
      expires_at: ISO_TIME,
    };
    expect(await json('ban', 'add', 'ip', '192.0.2.0/24', '--reason', 'scans', '--days', '7')).toEqual(passing);
    expect(await json('ban', 'list')).toEqual([lasting, passing]);
    expect(await json('ban', 'lift', '1')).toEqual({ ...lasting, lifted_at: ISO_TIME });
    expect(await json('ban', 'list')).toEqual([passing]);
    expect(await json('ban', 'list', '--all')).toMatchObject([{ id: 1, lifted_at: ISO_TIME }, passing]);
    expect(await run('ban', 'add', 'ip', '192.0.2.7/24', '--reason', 'x')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('A range begins with its first address: 192.0.2.0/24.'),
    });
    expect(await run('ban', 'add', 'ip', '192.0.2.0/24', '--reason', 'x')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('it is banned already, by ban 2'),
    });
    expect(await run('ban', 'add', 'nobody', 'x', '--reason', 'x')).toMatchObject({ code: 2 });
    expect(await run('ban', 'lift', '9')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('there is no ban 9'),
    });
  });

  test('--help is no error', async () => {
    for (const args of [['--help'], ['key', 'create', '--help']]) {
      const { code, stdout, stderr } = await run(...args);
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout).toContain('Usage: postern');
    }
  });
});
