import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import mysql from 'mysql2/promise';
import { PrivateServer } from '../test/support/servers/private-server.js';
import { connect } from '../test/support/servers/raw-connection.js';
import { createTestDatabaseOn } from '../test/support/servers/test-database.js';
import type { Backend, Database, RawInserts } from './database.js';
import { requireDisk } from './require-disk.js';

/** As an operator of millions of aliases would have it, and as durable as it can be. */
const SETTINGS = {
  innodb_buffer_pool_size: '2G',
  innodb_log_file_size: '512M',
  innodb_flush_log_at_trx_commit: '1',
} as const;

/** Its services run in the folder. */
export async function mariadbBackend(folder: string): Promise<Backend> {
  const args = Object.entries(SETTINGS).map(([name, value]) => `--${name.replaceAll('_', '-')}=${value}`);
  const server = await PrivateServer.start('mariadb', { args });
  try {
    await using session = await connect(server.url);
    const [row] = await session.run(
      'SELECT version() AS version, @@innodb_flush_log_at_trx_commit AS durable, @@datadir AS data',
    );
    if (String(row?.['durable']) !== '1') throw new Error('innodb_flush_log_at_trx_commit is not 1');
    const data = String(row?.['data']);
    requireDisk(data);
    // Counts transactions that wrote: `Com_commit` leaves out autocommit, and `Handler_commit` counts those that only read.
    await session.run("SET GLOBAL innodb_monitor_enable = 'trx_rw_commits'");
    const pid = Number(readFileSync(join(data, 'server.pid'), 'utf8'));
    return {
      name: 'MariaDB',
      version: String(row?.['version']),
      settings: SETTINGS,
      createDatabase: () => createDatabase(server, folder, pid),
      rawInserts: () => rawInserts(server),
      [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
    };
  } catch (error) {
    await server[Symbol.asyncDispose]();
    throw error;
  }
}

async function createDatabase(server: PrivateServer, folder: string, pid: number): Promise<Database> {
  const database = await createTestDatabaseOn(server.url);
  return {
    backend: 'MariaDB',
    url: database.url,
    folder,
    pids: [pid],
    counters: async () => {
      const [row] = await database.run(
        `SELECT (SELECT count FROM information_schema.innodb_metrics WHERE name = 'trx_rw_commits') AS commits,
           (SELECT variable_value FROM information_schema.global_status WHERE variable_name = 'QUESTIONS') AS statements`,
      );
      return { commits: Number(row?.['commits']), statements: Number(row?.['statements']) };
    },
    run: async (statements) => {
      for (const statement of statements) await database.run(statement);
    },
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  };
}

async function rawInserts(server: PrivateServer): Promise<RawInserts> {
  const database = await createTestDatabaseOn(server.url);
  await database.run(
    'CREATE TABLE raw (id INT PRIMARY KEY AUTO_INCREMENT, address VARCHAR(320) UNIQUE, goto VARCHAR(320)) ENGINE = InnoDB',
  );
  const { hostname, port, username, password, pathname } = new URL(database.adminUrl);
  const session = await mysql.createConnection({
    host: hostname,
    port: Number(port),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: pathname.slice(1),
  });
  return {
    driver: 'mysql2',
    insert: (address) =>
      session.execute('INSERT INTO raw (address, goto) VALUES (?, ?)', [address, 'owner@example.net']),
    [Symbol.asyncDispose]: async () => {
      await session.end();
      await database[Symbol.asyncDispose]();
    },
  };
}
