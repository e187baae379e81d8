import type { ServerKind } from './server-kind.js';
import type { LeftOutServer, RunningServer } from './start-server.js';

/** Inherited by Jest's workers. Holds passwords of servers that live as long as the run. */
const VARIABLE = 'POSTERN_TEST_RUNNING';

interface Servers {
  readonly running: readonly RunningServer[];
  readonly leftOut: readonly LeftOutServer[];
}

/** Called before any test runs, once. */
export function publishServers(servers: Servers): void {
  process.env[VARIABLE] = JSON.stringify(servers);
}

/** The kinds that this run of the tests has. May be empty. */
export function runningServers(): ServerKind[] {
  return readServers().running.map(({ kind }) => kind);
}

/** The kinds that it has not, and why. */
export function leftOutServers(): readonly LeftOutServer[] {
  return readServers().leftOut;
}

export function getRunningServer(kind: ServerKind): RunningServer {
  const server = readServers().running.find((running) => running.kind === kind);
  if (!server) throw new Error(`no ${kind} server runs in this run of the tests`);
  return server;
}

/** Throws rather than to say that there is none: a loop over nothing would pass. */
function readServers(): Servers {
  const text = process.env[VARIABLE];
  if (text === undefined) {
    throw new Error('global-setup.ts starts no servers for the tests of this folder');
  }
  return JSON.parse(text) as Servers;
}
