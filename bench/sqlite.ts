import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { Backend, Database, RawInserts } from './database.js';
import { requireDisk } from './require-disk.js';

/**
 * Where the index of the WAL counts transactions that wrote (https://sqlite.org/walformat.html, iChange): in bytes, in the order of
 * the machine.
 */
const TRANSACTIONS_AT = 8;

/** In a folder on a disk. */
export function sqliteBackend(folder: string): Backend {
  requireDisk(folder);
  const probe = new Sqlite(':memory:');
  const version = probe.prepare('SELECT sqlite_version()').pluck().get() as string;
  probe.close();
  return {
    name: 'SQLite',
    version,
    settings: { journal_mode: 'WAL', synchronous: 'FULL' },
    createDatabase: () => Promise.resolve(database(mkdtempSync(join(folder, 'database-')))),
    rawInserts: () => Promise.resolve(rawInserts(join(mkdtempSync(join(folder, 'raw-')), 'raw.db'))),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

function database(folder: string): Database {
  const file = join(folder, 'postern.db');
  return {
    backend: 'SQLite',
    url: `sqlite:${file}`,
    folder,
    pids: [],
    counters: () => {
      const index = readFileSync(`${file}-shm`);
      return Promise.resolve({
        commits: new Uint32Array(index.buffer, index.byteOffset + TRANSACTIONS_AT, 1)[0] ?? NaN,
        statements: undefined,
      });
    },
    run: (statements) => {
      const session = new Sqlite(file);
      for (const statement of statements) session.exec(statement);
      session.close();
      return Promise.resolve();
    },
    [Symbol.asyncDispose]: () => {
      rmSync(folder, { recursive: true, force: true });
      return Promise.resolve();
    },
  };
}

function rawInserts(file: string): RawInserts {
  const session = new Sqlite(file);
  session.pragma('journal_mode = WAL');
  session.pragma('synchronous = FULL');
  session.exec('CREATE TABLE alias (id INTEGER PRIMARY KEY, address TEXT UNIQUE, goto TEXT)');
  const insert = session.prepare('INSERT INTO alias (address, goto) VALUES (?, ?)');
  return {
    driver: 'better-sqlite3',
    insert: (address) => Promise.resolve(insert.run(address, 'owner@example.net')),
    [Symbol.asyncDispose]: () => {
      session.close();
      return Promise.resolve();
    },
  };
}
