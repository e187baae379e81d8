import {
  migrateSqlTables,
  openSqlBackend,
  type SqlBackend,
  type SqlBackendOptions,
} from '../../../src/adapters/sql/open-sql-backend.js';
import { installations } from '../foreign/installations.js';
import type { ServerKind } from '../servers/server-kind.js';
import { createTestDatabase, type TestDatabase } from '../servers/test-database.js';
import { domain } from '../samples.js';
import { waitUntil } from '../servers/wait-until.js';
import { TcpProxy } from '../tcp-proxy.js';

const CONNECT_DEADLINE_MS = 2_000;

type Options = Partial<Omit<SqlBackendOptions, 'url'>>;

/** A backend on a server of the whole run, by way of a proxy that makes trouble where a test tells it to. */
export interface ProxiedBackend extends AsyncDisposable {
  readonly backend: SqlBackend;
  readonly proxy: TcpProxy;
  /** Past the proxy. */
  readonly database: TestDatabase;
  /** Opens as many connections as the pool may have, and leaves them idle. */
  fillPool(size: number): Promise<void>;
  /** The addresses that are in the table, and where they go. */
  rows(): Promise<(readonly [address: string, goto: string])[]>;
}

/** With example.org as its domain. */
export async function openProxiedBackend(
  kind: ServerKind,
  options: Options = {},
  /** On a server of the test's own; it goes with the backend. */
  own?: TestDatabase,
): Promise<ProxiedBackend> {
  const { schema = 'haltman', ...limits } = options;
  const database = own ?? (await createTestDatabase(kind));
  const [installation] = installations(kind).filter((one) => one.schema === schema);
  for (const statement of installation?.tables ?? []) await database.run(statement);
  await migrateSqlTables({ url: database.url, schema });
  const proxy = await TcpProxy.start(database.url);
  const backend = await openSqlBackend({ url: proxy.through(database.url), schema, ...limits });
  await backend.domains.add(domain('example.org'), { visible: true });
  return {
    backend,
    proxy,
    database,
    fillPool: async (size) => {
      // Nobody is done, and so no connection is free, before all have come.
      proxy.interfere({ when: /SELECT 1/, fate: 'hold', times: size });
      const pings = Promise.all(Array.from({ length: size }, () => backend.probe.ping()));
      await waitUntil('all have connected', () => !proxy.isArmed, CONNECT_DEADLINE_MS);
      proxy.flow();
      await pings;
    },
    rows: async () => {
      const rows = await database.run('SELECT address, goto FROM alias ORDER BY address');
      return rows.map((row) => [String(row['address']), String(row['goto'])] as const);
    },
    [Symbol.asyncDispose]: async () => {
      proxy.flow();
      await backend.close();
      await proxy[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}
