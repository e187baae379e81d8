import { randomBytes } from 'node:crypto';
import { connect, type RawConnection, type Row } from './raw-connection.js';
import { getRunningServer } from './running-servers.js';
import type { ServerKind } from './server-kind.js';

/** A URL must escape each of these; each has once been taken for a URL's own. */
const AWKWARD = '@:/?#%&=+[]';

/** A database of the test's own, with a user that may do all in it and nothing beside it. */
export interface TestDatabase extends AsyncDisposable {
  readonly name: string;
  readonly user: string;
  /** For the service: the user's. */
  readonly url: string;
  /** The administrator's, in the same database. */
  readonly adminUrl: string;
  /** As the administrator, in a session that stays open. The user may use what tables it makes. */
  run(sql: string, params?: readonly unknown[]): Promise<Row[]>;
  /** A further session of the administrator's, closed with the database where the test leaves it open. */
  newConnection(): Promise<RawConnection>;
}

/** On the server of the kind that runs for the whole run of the tests. */
export function createTestDatabase(kind: ServerKind, charset?: string): Promise<TestDatabase> {
  return createTestDatabaseOn(getRunningServer(kind).adminUrl, charset);
}

/** On a server of the test's own (`PrivateServer`). */
export async function createTestDatabaseOn(
  serverUrl: string,
  /** As the server calls it; by default one that has all of Unicode. */
  charset?: string,
): Promise<TestDatabase> {
  const id = randomBytes(6).toString('hex');
  const [name, user, password] = [`postern_${id}`, `user_${id}`, `${AWKWARD}${randomBytes(9).toString('hex')}`];
  const statements = new URL(serverUrl).protocol.startsWith('postgres') ? POSTGRES : MYSQL;
  const adminUrl = inDatabase(serverUrl, name);
  {
    await using connection = await connect(serverUrl);
    for (const sql of statements.create(name, user, password, charset)) await connection.run(sql);
  }
  const admin = await connect(adminUrl);
  for (const sql of statements.prepare(user)) await admin.run(sql);
  const sessions = [admin];
  return {
    name,
    user,
    url: withUser(adminUrl, user, password),
    adminUrl,
    run: (sql, params) => admin.run(sql, params),
    newConnection: async () => {
      const connection = await connect(adminUrl);
      sessions.push(connection);
      return connection;
    },
    [Symbol.asyncDispose]: async () => {
      // A session that the test closed, or that a server's end cut off, is closed already.
      await Promise.allSettled(sessions.map((session) => session.close()));
      await using connection = await connect(serverUrl);
      await statements.drop(connection, name, user);
    },
  };
}

interface Statements {
  readonly create: (name: string, user: string, password: string, charset?: string) => readonly string[];
  /** Run in the new database. */
  readonly prepare: (user: string) => readonly string[];
  /** Cuts off who still uses it: a test that failed may have left a transaction open. */
  readonly drop: (connection: RawConnection, name: string, user: string) => Promise<void>;
}

const MYSQL: Statements = {
  create: (name, user, password, charset = 'utf8mb4') => [
    `CREATE DATABASE ${name} CHARACTER SET ${charset}`,
    `CREATE USER '${user}'@'%' IDENTIFIED BY '${password}'`,
    `GRANT ALL ON ${name}.* TO '${user}'@'%'`,
  ],
  prepare: () => [],
  drop: async (connection, name, user) => {
    await connection.run(`DROP USER '${user}'@'%'`);
    const sessions = await connection.run(
      'SELECT id AS id FROM information_schema.processlist WHERE (db = ? OR user = ?) AND id <> connection_id()',
      [name, user],
    );
    for (const { id } of sessions) {
      // 1094, no such thread: it ended meanwhile.
      await connection.run(`KILL ${String(id)}`).catch((error: unknown) => {
        if ((error as { errno?: number }).errno !== 1094) throw error;
      });
    }
    await connection.run(`DROP DATABASE ${name}`);
  },
};

const POSTGRES: Statements = {
  create: (name, user, password, charset) => [
    `CREATE ROLE ${user} LOGIN PASSWORD '${password}'`,
    // Its owner may make tables in its schema `public`, as nobody else may since PostgreSQL 15.
    `CREATE DATABASE ${name} OWNER ${user}${charset === undefined ? '' : ` TEMPLATE template0 ENCODING '${charset}' LOCALE 'C'`}`,
    // Else every user may look into every database.
    `REVOKE ALL ON DATABASE ${name} FROM PUBLIC`,
  ],
  // A right to the database is, other than in MySQL, none to its tables.
  prepare: (user) => ['TABLES', 'SEQUENCES'].map((what) => `ALTER DEFAULT PRIVILEGES GRANT ALL ON ${what} TO ${user}`),
  drop: async (connection, name, user) => {
    await connection.run(`DROP DATABASE ${name} WITH (FORCE)`);
    await connection.run(`DROP ROLE ${user}`);
  },
};

function inDatabase(serverUrl: string, name: string): string {
  return Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href;
}

function withUser(databaseUrl: string, user: string, password: string): string {
  return Object.assign(new URL(databaseUrl), { username: user, password: encodeURIComponent(password) }).href;
}
