import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import Database from 'better-sqlite3';
import { Kysely } from 'kysely';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { KyselySqlite } from '../../../src/adapters/sql/connections/sqlite/kysely-sqlite.js';
import { openFile } from '../../../src/adapters/sql/connections/sqlite/open-file.js';
import { migrateSqlTables, openSqlBackend, UnknownTables } from '../../../src/adapters/sql/open-sql-backend.js';
import { StoreUnavailable } from '../../../src/application/ports/store-unavailable.js';
import { alias } from '../../support/samples.js';
import { useTemporaryFolder } from '../../support/use-temporary-folder.js';

const CLAIM = alias('shop@example.org', 'owner@example.net');

describe('the SQLite file', () => {
  const folder = useTemporaryFolder();
  let path: string;
  const options = () => ({ url: `sqlite:${path}`, schema: 'haltman' }) as const;
  const mode = (name: string) => (statSync(name).mode & 0o7777).toString(8);

  beforeEach(() => {
    path = folder.file('data/postern.db');
  });

  test('is made with its folder and SQLite’s own files open to their group, whatever the umask', async () => {
    const umask = process.umask(0o077);
    try {
      const backend = await openSqlBackend(options());
      expect(mode(folder.file('data'))).toBe('2770');
      expect([path, `${path}-wal`, `${path}-shm`].map(mode)).toEqual(['660', '660', '660']);
      await backend.close();
    } finally {
      process.umask(umask);
    }
  });

  test('keeps the modes that an operator gave', async () => {
    mkdirSync(folder.file('data'), { mode: 0o755 });
    chmodSync(folder.file('data'), 0o755);
    await (await openSqlBackend(options())).close();
    chmodSync(path, 0o640);
    await (await openSqlBackend(options())).close();
    expect([mode(folder.file('data')), mode(path)]).toEqual(['755', '640']);
  });

  test('is in WAL mode, so that readers and the writer do not wait for each other', async () => {
    const backend = await openSqlBackend(options());
    const reader = new Database(path, { readonly: true });
    expect(reader.pragma('journal_mode', { simple: true })).toBe('wal');
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM alias').get();
    expect(await backend.aliases.claim({ alias: CLAIM })).toEqual({ kind: 'claimed' });
    reader.exec('COMMIT');
    expect(reader.prepare('SELECT count(*) AS n FROM alias').get()).toEqual({ n: 1 });
    reader.close();
    await backend.close();
  });

  test('is new once, and holds what was claimed when it is opened again', async () => {
    const first = await openSqlBackend(options());
    expect(first.isNew).toBe(true);
    await first.aliases.claim({ alias: CLAIM });
    await first.close();
    const second = await openSqlBackend(options());
    expect(second.isNew).toBe(false);
    expect(await second.aliases.claim({ alias: CLAIM })).toMatchObject({ kind: 'taken' });
    await second.close();
  });

  test('migrate says what it made', async () => {
    expect(await migrateSqlTables(options())).toEqual([
      'domain',
      'alias',
      'alias_handle',
      'api_tokens',
      'api_bans',
      'api_logs',
      'postern_alias',
      'postern_owner',
    ]);
    expect(await migrateSqlTables(options())).toEqual([]);
  });

  test('with somebody else’s tables is refused and left as it is', async () => {
    mkdirSync(folder.file('data'));
    const foreign = new Database(path);
    foreign.exec('CREATE TABLE alias (address TEXT, goto TEXT, domain TEXT)');
    await expect(openSqlBackend(options())).rejects.toThrow(UnknownTables);
    await expect(migrateSqlTables(options())).rejects.toThrow('they lack alias.id, alias.active');
    expect(foreign.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all()).toEqual([{ name: 'alias' }]);
    foreign.close();
  });

  test('of a newer release is refused, with the migrations that only that release knows', async () => {
    await (await openSqlBackend(options())).close();
    const database = new Database(path);
    database.exec("INSERT INTO postern_migration VALUES ('2999-01-01-later', '2999-01-01T00:00:00Z')");
    database.close();
    await expect(openSqlBackend(options())).rejects.toThrow('newer Postern (2999-01-01-later)');
  });

  test('is migrated once, also when it is opened several times at once', async () => {
    const backends = await Promise.all([1, 2, 3].map(() => openSqlBackend(options())));
    expect(backends.filter((backend) => backend.isNew)).toHaveLength(1);
    for (const backend of backends) await backend.close();
  });

  test('gives an address to one of 20 callers on two connections', async () => {
    const [first, second] = [await openSqlBackend(options()), await openSqlBackend(options())];
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        (i % 2 ? first : second).aliases.claim({ alias: alias('shop@example.org', `owner${i}@example.net`) }),
      ),
    );
    expect(outcomes.filter((outcome) => outcome.kind === 'claimed')).toHaveLength(1);
    await first.close();
    await second.close();
  });

  test('has every commit on the disk before it is told', async () => {
    const { database } = await openFile(path);
    expect(database.pragma('synchronous', { simple: true })).toBe(2);
    expect(database.pragma('foreign_keys', { simple: true })).toBe(1);
    database.close();
  });

  test('a migration cut off half-way leaves nothing', async () => {
    mkdirSync(folder.file('data'));
    const other = new Database(path);
    // Tables are made before this index, whose name is taken.
    other.exec('CREATE TABLE mine (id INTEGER); CREATE INDEX alias_goto_id ON mine (id)');
    await expect(openSqlBackend(options())).rejects.toThrow('alias_goto_id');
    const tables = other.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'postern%'");
    expect(tables.all()).toEqual([{ name: 'mine' }]);
    other.close();
  });

  test.each(['moved', 'replaced'])('that was %s while it was open takes nothing more', async (what) => {
    const backend = await openSqlBackend(options());
    renameSync(path, `${path}.old`);
    if (what === 'replaced') copyFileSync(`${path}.old`, path);
    await expect(backend.aliases.claim({ alias: CLAIM })).rejects.toThrow(StoreUnavailable);
    await expect(backend.probe.ping()).rejects.toThrow(StoreUnavailable);
    await backend.close();
  });

  test('that was moved within a transaction commits nothing, and goes on once it is back', async () => {
    const db = new Kysely<{ row: { id: number } }>({ dialect: new KyselySqlite(await openFile(path)) });
    await db.schema.createTable('row').addColumn('id', 'integer').execute();
    const insert = (move: () => void) =>
      db.transaction().execute(async (trx) => {
        await trx.insertInto('row').values({ id: 1 }).execute();
        move();
      });
    const moved = insert(() => {
      renameSync(path, `${path}.old`);
    });
    await expect(moved).rejects.toThrow(StoreUnavailable);
    renameSync(`${path}.old`, path);
    await insert(() => undefined);
    expect(await db.selectFrom('row').selectAll().execute()).toEqual([{ id: 1 }]);
    await db.destroy();
  });

  test('that cannot be opened is unavailable, by its path', async () => {
    mkdirSync(path, { recursive: true });
    await expect(openSqlBackend(options())).rejects.toThrow(StoreUnavailable);
    await expect(openSqlBackend(options())).rejects.toThrow(path);
  });

  test('that is no database is refused, and left as it is', async () => {
    mkdirSync(folder.file('data'));
    const text = 'this is a text file and no database at all\n'.repeat(100);
    writeFileSync(path, text);
    await expect(openSqlBackend(options())).rejects.toThrow('not a database');
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  test('held by another writer is unavailable, and claims nothing', async () => {
    const backend = await openSqlBackend(options());
    const other = new Database(path);
    other.exec('BEGIN IMMEDIATE');
    await expect(backend.aliases.claim({ alias: CLAIM })).rejects.toThrow(StoreUnavailable);
    other.exec('COMMIT');
    expect(await backend.aliases.claim({ alias: CLAIM })).toEqual({ kind: 'claimed' });
    other.close();
    await backend.close();
  });

  test(':memory: leaves no file', async () => {
    const backend = await openSqlBackend({ url: 'sqlite::memory:', schema: 'haltman' });
    expect(backend.isNew).toBe(true);
    expect(await backend.aliases.claim({ alias: CLAIM })).toEqual({ kind: 'claimed' });
    await backend.close();
    expect(existsSync(':memory:')).toBe(false);
  });
});
