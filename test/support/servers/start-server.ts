import { PrivateServer } from './private-server.js';
import { connect } from './raw-connection.js';
import { SERVER_NAMES, type ServerKind } from './server-kind.js';
import { type OpenServer, startContainer } from './start-container.js';

type ServerSource = 'url' | 'container' | 'program';

export interface RunningServer {
  readonly kind: ServerKind;
  readonly source: ServerSource;
  /** As it calls itself. */
  readonly version: string;
  readonly adminUrl: string;
}

export interface LeftOutServer {
  readonly kind: ServerKind;
  /** Each source that was tried and why it gave none. */
  readonly leftOut: string;
}

export interface StartedServer extends RunningServer {
  readonly stop: () => Promise<void>;
}

const urlVariable = (kind: ServerKind) => `POSTERN_TEST_${kind.toUpperCase()}_URL`;

/** A URL that somebody gave counts alone: were it wrong, another server in its place would hide that. */
function serverSources(kind: ServerKind): readonly ServerSource[] {
  const forced = process.env['POSTERN_TEST_SERVERS'];
  if (forced === 'container' || forced === 'program') return [forced];
  if (forced) throw new Error('POSTERN_TEST_SERVERS must be container or program');
  return process.env[urlVariable(kind)] ? ['url'] : ['container', 'program'];
}

/** A server of the kind from the first source that has one. */
export async function startServer(kind: ServerKind): Promise<StartedServer | LeftOutServer> {
  const problems: string[] = [];
  for (const source of serverSources(kind)) {
    try {
      const server = await OPEN[source](kind);
      const version = await versionOf(kind, server.adminUrl).catch(async (error: unknown) => {
        await server.stop();
        throw error;
      });
      return { kind, source, version, ...server };
    } catch (error) {
      problems.push(`${source}: ${(error as Error).message.trim()}`);
    }
  }
  return { kind, leftOut: problems.join('; ') };
}

const OPEN: Readonly<Record<ServerSource, (kind: ServerKind) => Promise<OpenServer>>> = {
  url: (kind) => Promise.resolve({ adminUrl: process.env[urlVariable(kind)] ?? '', stop: () => Promise.resolve() }),
  container: startContainer,
  program: async (kind) => {
    const server = await PrivateServer.start(kind);
    return { adminUrl: server.url, stop: () => server[Symbol.asyncDispose]() };
  },
};

/** Throws where it does not answer, or is another kind of server. */
async function versionOf(kind: ServerKind, url: string): Promise<string> {
  await using connection = await connect(url);
  const [row] = await connection.run(
    kind === 'postgres' ? 'SHOW server_version' : 'SELECT version() AS server_version',
  );
  const version = String(row?.['server_version']);
  // MariaDB answers to MySQL's protocol, and MySQL to MariaDB's.
  if (kind !== 'postgres' && /mariadb/i.test(version) !== (kind === 'mariadb')) {
    throw new Error(`it is not ${SERVER_NAMES[kind]}, but calls itself ${version}`);
  }
  return version;
}
