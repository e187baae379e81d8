import { migrateSqlTables, openSqlBackend } from '../../../src/adapters/sql/open-sql-backend.js';
import type { SchemaName } from '../../../src/adapters/sql/schemas/schemas.js';
import { nodeKeySecrets } from '../../../src/adapters/system/node-key-secrets.js';
import { systemClock } from '../../../src/adapters/system/system-clock.js';
import { IssueKey } from '../../../src/application/keys/issue-key.js';
import { unwrap } from '../../../src/domain/result.js';
import { installations } from '../foreign/installations.js';
import { domain, email } from '../samples.js';
import type { PrivateServer } from '../servers/private-server.js';
import { connect, type Row } from '../servers/raw-connection.js';
import { createTestDatabaseOn } from '../servers/test-database.js';
import { serve, type ServiceProcess } from '../service-process.js';
import { TemporaryFolder } from '../temporary-folder.js';
import { type Answer, create } from './proxied-service.js';

/** The real service, in a process of its own, on a database server of the test's own. */
export interface ServedDatabase extends AsyncDisposable {
  readonly schema: SchemaName;
  readonly service: ServiceProcess;
  readonly origin: string;
  create(handle: string): Promise<Answer>;
  /** The status of a list of the owner's aliases. */
  listStatus(): Promise<number>;
  /** In a connection made for it: others were cut off with the server. */
  query(sql: string): Promise<readonly Row[]>;
  /** The handles that have rows, one for each row. */
  storedHandles(): Promise<string[]>;
}

/** Serving example.org to owner@example.net. */
export async function serveDatabase(server: PrivateServer, schema: SchemaName = 'haltman'): Promise<ServedDatabase> {
  // It goes with its server.
  const database = await createTestDatabaseOn(server.url);
  const [installation] = installations(server.kind).filter((one) => one.schema === schema);
  for (const statement of installation?.tables ?? []) await database.run(statement);

  await migrateSqlTables({ url: database.url, schema });
  const key = await enterKey(database.url, schema);
  const folder = new TemporaryFolder();
  const service = serve({
    cwd: folder.path,
    env: { POSTERN_DATABASE_URL: database.url, POSTERN_MAIL_SCHEMA: schema },
  });
  const origin = await service.listening();
  const query = async (sql: string) => {
    await using connection = await connect(database.adminUrl);
    return await connection.run(sql);
  };
  return {
    schema,
    service,
    origin,
    create: (handle) => create(origin, key, handle),
    listStatus: async () => {
      const response = await fetch(`${origin}/api/alias/list`, { headers: { 'X-API-Key': key } });
      await response.arrayBuffer();
      return response.status;
    },
    query,
    storedHandles: async () => {
      const rows = await query(`SELECT address FROM alias WHERE address LIKE '%@example.org' AND address <> goto`);
      return rows.map((row) => String(row['address']).replace('@example.org', ''));
    },
    [Symbol.asyncDispose]: async () => {
      await service[Symbol.asyncDispose]();
      folder[Symbol.dispose]();
    },
  };
}

/** As the commands of the same names do, in less time. */
async function enterKey(url: string, schema: SchemaName): Promise<string> {
  const backend = await openSqlBackend({ url, schema });
  try {
    await backend.domains.add(domain('example.org'), { visible: true });
    const issueKey = new IssueKey(backend.keys, nodeKeySecrets, systemClock);
    return unwrap(await issueKey.execute({ owner: email('owner@example.net'), days: 90 })).key.value;
  } finally {
    await backend.close();
  }
}
