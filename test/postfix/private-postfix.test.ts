import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { disposeAll } from '../support/dispose-all.js';
import { MailSink } from '../support/postfix/mail-sink.js';
import { describeWithPostfix } from '../support/postfix/describe-with-postfix.js';
import { PrivatePostfix } from '../support/postfix/private-postfix.js';
import { sendMail } from '../support/postfix/send-mail.js';
import { serverAccount } from '../support/servers/find-program.js';
import { freePort } from '../support/servers/free-port.js';
import { TemporaryFolder } from '../support/temporary-folder.js';

/** A hand-made database, and the two maps that read it. */
class SqliteMaps implements Disposable {
  private readonly folder = new TemporaryFolder();
  readonly aliasMap = `proxy:sqlite:${this.folder.file('aliases.cf')}`;
  readonly mainCf = [
    `virtual_alias_domains = proxy:sqlite:${this.folder.file('domains.cf')}`,
    `virtual_alias_maps = ${this.aliasMap}`,
  ];
  /** Open for as long as Postfix runs: the last one to close it takes the -wal file away. */
  readonly database: Database.Database;

  constructor(rows: Readonly<Record<string, string>>) {
    const gid = serverAccount(['postfix'])?.gid ?? 0;
    const data = this.folder.file('data');
    const path = `${data}/mail.db`;
    chmodSync(this.folder.path, 0o755);
    mkdirSync(data);
    chownSync(data, 0, gid);
    chmodSync(data, 0o2770);
    writeFileSync(path, '');
    chmodSync(path, 0o660);
    this.database = new Database(path);
    this.database.pragma('journal_mode = WAL');
    this.database.exec(`
      CREATE TABLE domain (name TEXT PRIMARY KEY);
      CREATE TABLE alias (address TEXT PRIMARY KEY, goto TEXT NOT NULL);
      INSERT INTO domain VALUES ('example.org');
    `);
    for (const row of Object.entries(rows)) this.database.prepare('INSERT INTO alias VALUES (?, ?)').run(row);
    this.writeMap('domains.cf', path, gid, "SELECT name FROM domain WHERE name='%s'");
    this.writeMap('aliases.cf', path, gid, "SELECT goto FROM alias WHERE address='%s'");
  }

  [Symbol.dispose](): void {
    this.database.close();
    this.folder[Symbol.dispose]();
  }

  private writeMap(name: string, path: string, gid: number, query: string): void {
    const file = this.folder.file(name);
    writeFileSync(file, `dbpath = ${path}\nquery = ${query}\n`, { mode: 0o640 });
    chownSync(file, 0, gid);
  }
}

describeWithPostfix('a private Postfix', ['sqlite'], () => {
  let maps: SqliteMaps;
  let sink: MailSink;
  let postfix: PrivatePostfix;

  beforeAll(async () => {
    maps = new SqliteMaps({
      'shop@example.org': 'owner@example.net',
      'news@example.org': 'reader@example.net',
      "o'brien@example.org": 'pat@example.net',
    });
    sink = await MailSink.start();
    postfix = await PrivatePostfix.start({ mainCf: maps.mainCf, sinkPort: sink.port });
  });
  afterAll(() => disposeAll(postfix, sink, maps));

  test.each([
    ['shop@example.org', 'owner@example.net'],
    ['SHOP@Example.ORG', 'owner@example.net'],
    ['shop+tag@example.org', 'owner+tag@example.net'],
    ["o'brien+tag@example.org", 'pat+tag@example.net'],
  ])('%s forwards to %s', async (address, goto) => {
    const subject = `for ${address}`;
    expect(await sendMail(postfix.port, { to: [address], subject })).toEqual({ accepted: [address], rejected: [] });
    const mail = await sink.received((received) => received.subject === subject);
    expect(mail).toMatchObject({ mailFrom: 'sender@example.com', rcptTo: [goto] });
    expect(mail.headers.get('x-original-to') ?? mail.headers.get('to')).toBe(`<${address}>`);
    expect(mail.text).toMatch(/\r\n\r\nHello\.\r\n/);
  });

  test('a mail to two aliases arrives for both', async () => {
    const to = ['shop@example.org', 'news@example.org'];
    expect((await sendMail(postfix.port, { to, subject: 'two' })).accepted).toEqual(to);
    for (const goto of ['owner@example.net', 'reader@example.net']) {
      await sink.received(({ subject, rcptTo }) => subject === 'two' && rcptTo.includes(goto));
    }
  });

  test('each recipient has an answer of its own', async () => {
    const to = ['nobody@example.org', 'shop@example.org', 'owner@example.net'];
    expect(await sendMail(postfix.port, { to, subject: 'some' })).toEqual({
      accepted: ['shop@example.org'],
      rejected: [
        { address: 'nobody@example.org', code: 550, response: expect.stringMatching(/^550 5\.1\.1 .*User unknown/) },
        {
          address: 'owner@example.net',
          code: 554,
          response: expect.stringMatching(/^554 5\.7\.1 .*Relay access denied/),
        },
      ],
    });
    expect((await sendMail(postfix.port, { to: ['nobody@example.org'], subject: 'none' })).rejected).toMatchObject([
      { address: 'nobody@example.org', code: 550 },
    ]);
  });

  test('a row counts from the moment that it is there', async () => {
    expect(await postfix.lookup(maps.aliasMap, 'fresh@example.org')).toBeUndefined();
    maps.database.prepare('INSERT INTO alias VALUES (?, ?)').run('fresh@example.org', 'owner@example.net');
    expect(await postfix.lookup(maps.aliasMap, 'fresh@example.org')).toBe('owner@example.net');
    expect((await sendMail(postfix.port, { to: ['fresh@example.org'], subject: 'fresh' })).rejected).toEqual([]);
  });

  test('a map that cannot be asked is no answer', async () => {
    await expect(postfix.lookup('sqlite:/nowhere.cf', 'a@example.org')).rejects.toThrow('nowhere.cf');
    await using broken = await PrivatePostfix.start({
      mainCf: ['virtual_alias_domains = example.org', 'virtual_alias_maps = sqlite:/nowhere.cf'],
      sinkPort: sink.port,
    });
    expect((await sendMail(broken.port, { to: ['shop@example.org'], subject: 'broken' })).rejected).toMatchObject([
      { address: 'shop@example.org', code: 451 },
    ]);
  });

  test('mail waits while the sink is away', async () => {
    const port = await freePort();
    await using second = await PrivatePostfix.start({ mainCf: maps.mainCf, sinkPort: port });
    await sendMail(second.port, { to: ['shop@example.org'], subject: 'patience' });
    await using late = await MailSink.start(port);
    await second.flush();
    expect(await late.received(({ subject }) => subject === 'patience')).toMatchObject({
      rcptTo: ['owner@example.net'],
    });
  });

  test('two at once do not disturb each other, and what is stopped is gone', async () => {
    using otherMaps = new SqliteMaps({ 'shop@example.org': 'other@example.net' });
    await using otherSink = await MailSink.start();
    const other = await PrivatePostfix.start({ mainCf: otherMaps.mainCf, sinkPort: otherSink.port });
    const { pid, path } = other;
    await Promise.all(
      [other, postfix].map(({ port }) => sendMail(port, { to: ['shop@example.org'], subject: 'both' })),
    );
    expect((await otherSink.received(() => true)).rcptTo).toEqual(['other@example.net']);
    expect((await sink.received(({ subject }) => subject === 'both')).rcptTo).toEqual(['owner@example.net']);
    expect(livingInGroup(pid).length).toBeGreaterThan(3);
    await other.stop();
    expect(livingInGroup(pid)).toEqual([]);
    expect(existsSync(path)).toBe(false);
    expect((await sendMail(postfix.port, { to: ['shop@example.org'], subject: 'still' })).rejected).toEqual([]);
  });

  test('one that cannot start says why', async () => {
    const start = PrivatePostfix.start({ mainCf: ['inet_protocols = nonsense'], sinkPort: sink.port });
    await expect(start).rejects.toThrow(/did not start[^]*nonsense/);
  });
});

/** See proc_pid_stat(5): after the name, which may hold anything, come the state, the parent and the process group. */
function livingInGroup(group: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      const [state, , ofGroup] = existsSync(`/proc/${pid}/stat`) ? statOf(pid) : [];
      return ofGroup === String(group) && state !== 'Z';
    });
}

function statOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  } catch {
    // It ended in between.
    return [];
  }
}
