import { describe, test } from '@jest/globals';
import { noteLeftOut } from './left-out.js';
import { isRequired, type NeedName } from './need-names.js';
import { MISSING } from './needs.js';
import { SERVER_KINDS, type ServerKind } from './servers/server-kind.js';

/**
 * A `describe` for tests that need these. If one is missing, the suite is skipped with the reason in its name, and listed at the end
 * of the run; if that one is required (`isRequired`), a test fails in its place.
 */
export function describeWith(needs: readonly NeedName[], name: string, body: () => void): void {
  const missing = needs.flatMap((need) => {
    const reason = MISSING[need]();
    return reason === undefined ? [] : [{ need, reason }];
  });
  if (missing.length === 0) {
    describe(name, body);
    return;
  }
  const reasons = missing.map(({ need, reason }) => `${need}: ${reason}`).join('; ');
  if (missing.some(({ need }) => isRequired(need))) {
    test(`${name} has what it needs`, () => {
      throw new Error(reasons);
    });
  }
  for (const { need, reason } of missing) noteLeftOut({ need, reason, suite: name });
  describe.skip(`${name} (left out: ${reasons})`, body);
}

/** A suite for each kind of database server, on the server of that kind that the whole run shares. */
export function describeOnServers(name: string, body: (kind: ServerKind) => void): void {
  for (const kind of SERVER_KINDS) {
    describeWith([kind], `${name}: ${kind}`, () => {
      body(kind);
    });
  }
}

/** A suite for each kind of database server, whose tests start servers of their own. */
export function describeOnOwnServers(name: string, body: (kind: ServerKind) => void): void {
  for (const kind of SERVER_KINDS) {
    describeWith([`own-${kind}`], `${name}: ${kind}`, () => {
      body(kind);
    });
  }
}
