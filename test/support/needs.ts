import { smallDiskMissing } from './faults/small-disk.js';
import { type MapType, postfixMissing } from './postfix/postfix-missing.js';
import { getProgram } from './servers/find-program.js';
import { leftOutServers } from './servers/running-servers.js';
import type { ServerKind } from './servers/server-kind.js';
import { SERVER_PROGRAMS } from './servers/server-program.js';
import type { NeedName } from './need-names.js';

/** Why this machine or this run has not what a suite needs, with what to install; `undefined` if it has. */
export const MISSING: Readonly<Record<NeedName, () => string | undefined>> = {
  sqlite: () => undefined,
  mariadb: () => serverMissing('mariadb'),
  mysql: () => serverMissing('mysql'),
  postgres: () => serverMissing('postgres'),
  'own-mariadb': () => reasonOf(SERVER_PROGRAMS.mariadb),
  'own-mysql': () => reasonOf(SERVER_PROGRAMS.mysql),
  'own-postgres': () => reasonOf(SERVER_PROGRAMS.postgres),
  redis: () => reasonOf(() => getProgram('redis-server')),
  pgbouncer: () => reasonOf(() => getProgram('pgbouncer')),
  nginx: () => reasonOf(() => getProgram('nginx')),
  openssl: () => reasonOf(() => getProgram('openssl')),
  bash: () => reasonOf(() => getProgram('bash')),
  perl: () => reasonOf(() => getProgram('perl')),
  postfix: () => postfixMissing(),
  'postfix-mysql': () => mapMissing('mysql'),
  'postfix-pgsql': () => mapMissing('pgsql'),
  'postfix-sqlite': () => mapMissing('sqlite'),
  'small-disk': smallDiskMissing,
};

function serverMissing(kind: ServerKind): string | undefined {
  return leftOutServers().find((server) => server.kind === kind)?.leftOut;
}

/** A Postfix that is missing is one reason, not one for each type of map. */
function mapMissing(type: MapType): string | undefined {
  return postfixMissing() === undefined ? postfixMissing([type]) : undefined;
}

function reasonOf(find: () => unknown): string | undefined {
  try {
    find();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
