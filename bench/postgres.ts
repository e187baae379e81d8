import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { PrivateServer } from '../test/support/servers/private-server.js';
import { connect } from '../test/support/servers/raw-connection.js';
import { createTestDatabaseOn } from '../test/support/servers/test-database.js';
import type { Backend, Database, RawInserts } from './database.js';
import { requireDisk } from './require-disk.js';

/** As an operator of millions of aliases would have it, and as durable as it can be. */
const SETTINGS = {
  shared_buffers: '1GB',
  max_wal_size: '4GB',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
} as const;
/** Of PostgreSQL's contrib; without it nobody counts statements. */
const STATEMENTS = { shared_preload_libraries: 'pg_stat_statements' } as const;

/** Its services run in the folder. */
export async function postgresBackend(folder: string): Promise<Backend> {
  const withStatements = await start({ ...SETTINGS, ...STATEMENTS }).catch(() => undefined);
  const server = withStatements ?? (await start(SETTINGS));
  try {
    await using session = await connect(server.url);
    for (const name of ['fsync', 'synchronous_commit', 'full_page_writes']) {
      const [row] = await session.run(`SELECT current_setting('${name}') AS value`);
      if (row?.['value'] !== 'on') throw new Error(`${name} is not on`);
    }
    const [row] = await session.run(
      "SELECT current_setting('server_version') AS version, current_setting('data_directory') AS data",
    );
    const data = String(row?.['data']);
    requireDisk(data);
    const pid = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
    return {
      name: 'PostgreSQL',
      version: String(row?.['version']),
      settings: { ...SETTINGS, ...(withStatements && STATEMENTS) },
      createDatabase: () => createDatabase(server, folder, pid, withStatements !== undefined),
      rawInserts: () => rawInserts(server),
      [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
    };
  } catch (error) {
    await server[Symbol.asyncDispose]();
    throw error;
  }
}

function start(settings: Readonly<Record<string, string>>): Promise<PrivateServer> {
  return PrivateServer.start('postgres', {
    args: Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  });
}

async function createDatabase(
  server: PrivateServer,
  folder: string,
  pid: number,
  countsStatements: boolean,
): Promise<Database> {
  const database = await createTestDatabaseOn(server.url);
  if (countsStatements) await database.run('CREATE EXTENSION pg_stat_statements');
  // Only a transaction that writes is given a number, so the next one counts them; `xact_commit` counts those that only read, too.
  const commits = 'pg_snapshot_xmax(pg_current_snapshot())::text AS commits';
  const statements = countsStatements ? '(SELECT sum(calls) FROM pg_stat_statements)' : 'NULL';
  return {
    backend: 'PostgreSQL',
    url: database.url,
    folder,
    pids: [pid],
    counters: async () => {
      const [row] = await database.run(`SELECT ${commits}, ${statements} AS statements`);
      const sent = row?.['statements'];
      return { commits: Number(row?.['commits']), statements: sent === null ? undefined : Number(sent) };
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
    'CREATE TABLE raw (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, address TEXT UNIQUE, goto TEXT)',
  );
  const session = new pg.Client({ connectionString: database.adminUrl });
  await session.connect();
  return {
    driver: 'pg',
    insert: (address) =>
      session.query({
        name: 'insert',
        text: 'INSERT INTO raw (address, goto) VALUES ($1, $2)',
        values: [address, 'owner@example.net'],
      }),
    [Symbol.asyncDispose]: async () => {
      await session.end();
      await database[Symbol.asyncDispose]();
    },
  };
}
