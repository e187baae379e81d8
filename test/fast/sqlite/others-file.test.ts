import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { StoreUnavailable } from '../../../src/application/ports/store-unavailable.js';
import {
  checkSqlDatabase,
  migrateSqlTables,
  openSqlBackend,
  type SqlBackend,
} from '../../../src/adapters/sql/open-sql-backend.js';
import { openFile } from '../../../src/adapters/sql/connections/sqlite/open-file.js';
import type { MailSchema } from '../../../src/adapters/sql/schemas/mail-schema.js';
import { postfixadmin } from '../../../src/adapters/sql/schemas/postfixadmin/postfixadmin.js';
import { installation } from '../../support/foreign/installations.js';
import { alias, domain, email } from '../../support/samples.js';
import { TemporaryFolder } from '../../support/temporary-folder.js';

const SCHEMA: MailSchema = { ...postfixadmin, title: 'Modoboa', keepsFileAsFound: true };
const OWNER = 'owner@example.net';
const CLAIMS = 20;
/** Far more than a claim takes until it meets a lock. */
const TURNS = 200;

/** Writes again and again until its input ends, as a program that has a busy timeout; prints how often. */
const WRITER = `const database = new (require('better-sqlite3'))(process.argv[1], { timeout: 20000 });
  const insert = database.prepare('INSERT INTO written DEFAULT VALUES');
  let isOver = false, count = 0;
  process.stdin.resume().on('end', () => { isOver = true; });
  const write = () => {
    insert.run();
    if (++count === 1) console.log('begun');
    if (isOver) console.log(count); else setTimeout(write, 1);
  };
  write();`;

describe('a SQLite file of the mail server’s own', () => {
  let folder: TemporaryFolder;
  let path: string;
  let other: Database.Database;
  let backend: SqlBackend | undefined;
  const options = () => ({ url: `sqlite:${path}`, schema: SCHEMA });
  const mode = () => new Database(path, { readonly: true }).pragma('journal_mode', { simple: true });
  const open = async () => (backend = await openSqlBackend(options()));

  beforeEach(() => {
    folder = new TemporaryFolder();
    path = folder.file('main.db');
    other = new Database(path);
    for (const statement of installation('sqlite', 'postfixadmin 2026').tables) other.exec(statement);
    other.exec(`INSERT INTO domain (domain, description, transport) VALUES ('example.org', '', '')`);
  });
  afterEach(async () => {
    await backend?.close();
    backend = undefined;
    other.close();
    folder[Symbol.dispose]();
  });

  test.each(['delete', 'wal'])('stays in the journal mode %s', async (found) => {
    other.pragma(`journal_mode = ${found}`);
    await migrateSqlTables(options());
    const { aliases, domains } = await open();
    expect(await aliases.claim({ alias: alias('shop@example.org', OWNER) })).toEqual({ kind: 'claimed' });
    await aliases.claimMany([alias('box@example.org', OWNER)]);
    await aliases.deactivate(email('box@example.org'), email(OWNER));
    await domains.add(domain('example.com'), { visible: true });
    expect(await aliases.list({ limit: 9, offset: 0 })).toHaveLength(2);
    expect(mode()).toBe(found);
    await checkSqlDatabase(options());
    await backend?.close();
    backend = undefined;
    expect(mode()).toBe(found);
  });

  test('has every commit on the disk before it is told, and nothing of it earlier', async () => {
    const { database } = await openFile(path, true);
    expect(database.pragma('synchronous', { simple: true })).toBe(3);
    expect(database.pragma('cache_spill', { simple: true })).toBe(0);
    database.close();
  });

  test('is never made', async () => {
    const absent = folder.file('absent.db');
    await expect(openSqlBackend({ url: `sqlite:${absent}`, schema: SCHEMA })).rejects.toThrow(StoreUnavailable);
    expect(existsSync(absent)).toBe(false);
  });

  test.each([
    ['writes', 'BEGIN IMMEDIATE'],
    ['reads', 'BEGIN; SELECT count(*) FROM alias'],
    ['commits', 'BEGIN EXCLUSIVE'],
  ])('is waited for while another program %s', async (_, begin) => {
    const { aliases } = await open();
    other.exec(begin);
    const claimed = aliases.claim({ alias: alias('shop@example.org', OWNER) });
    const listed = aliases.list({ limit: 1, offset: 0 });
    for (let turn = 0; turn < TURNS; turn++) await nextTurn();
    other.exec('COMMIT');
    expect(await claimed).toEqual({ kind: 'claimed' });
    await listed;
  });

  test('that another program reads for too long is unavailable, and claims nothing', async () => {
    const { aliases } = await open();
    other.exec('BEGIN; SELECT count(*) FROM alias');
    await expect(aliases.claim({ alias: alias('shop@example.org', OWNER) })).rejects.toThrow(StoreUnavailable);
    other.exec('COMMIT');
    expect(await aliases.list({ limit: 1, offset: 0 })).toEqual([]);
    expect(await aliases.claim({ alias: alias('shop@example.org', OWNER) })).toEqual({ kind: 'claimed' });
  });

  test('is shared with a program that writes all the time', async () => {
    other.exec('CREATE TABLE written (id INTEGER PRIMARY KEY)');
    const { aliases } = await open();
    const writer = spawn(process.execPath, ['-e', WRITER, path], { stdio: ['pipe', 'pipe', 'inherit'] });
    let said = '';
    writer.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
    await once(writer.stdout, 'data');
    for (let n = 0; n < CLAIMS; n++) {
      expect(await aliases.claim({ alias: alias(`shop${n}@example.org`, OWNER) })).toEqual({ kind: 'claimed' });
      expect(await aliases.list({ limit: 1, offset: 0 })).toHaveLength(1);
    }
    writer.stdin.end();
    expect(await once(writer, 'close')).toEqual([0, null]);
    expect(other.prepare('SELECT count(*) AS n FROM written').get()).toEqual({ n: Number(said.split('\n').at(-2)) });
    expect(mode()).toBe('delete');
  });

  test('is described by check: its mode, and what that means', async () => {
    await (await open()).close();
    backend = undefined;
    const said = async () => (await checkSqlDatabase(options())).filter(({ topic }) => topic === 'journal');
    expect(await said()).toEqual([
      {
        level: 'ok',
        topic: 'journal',
        message: expect.stringMatching(/^the file is in the journal mode delete, which/),
      },
    ]);
    other.pragma('journal_mode = WAL');
    expect(await said()).toEqual([]);
  });
});
