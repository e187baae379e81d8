import { runningServers } from '../servers/running-servers.js';
import type { ServerKind } from '../servers/server-kind.js';
import { SERVER_PROGRAMS } from '../servers/server-program.js';

/** The kinds of this run that this machine has a program of, so that one of the test's own may be killed. */
export function privateKinds(): ServerKind[] {
  return runningServers().filter((kind) => programMissing(kind) === undefined);
}

/** The others, and why. */
export function kindsWithoutProgram(): { readonly kind: ServerKind; readonly reason: string }[] {
  return runningServers().flatMap((kind) => {
    const reason = programMissing(kind);
    return reason === undefined ? [] : [{ kind, reason }];
  });
}

function programMissing(kind: ServerKind): string | undefined {
  try {
    SERVER_PROGRAMS[kind]();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
