import { afterAll } from '@jest/globals';
import { anyInputContract } from '../support/any-input.contract.js';
import { backendsOn } from '../support/backends.js';
import { SERVER_KINDS } from '../support/servers/server-kind.js';
import { describeWith } from '../support/describe-with.js';
import { twoOwnersContract } from '../support/two-owners.contract.js';

/** What the HTTP API promises whatever the storage is. */
for (const kind of ['sqlite', ...SERVER_KINDS] as const) {
  describeWith([kind], `HTTP on ${kind}`, () => {
    for (const { name, open, cleanUp } of backendsOn(kind)) {
      anyInputContract(name, open, 40);
      twoOwnersContract(name, open);
      afterAll(cleanUp);
    }
  });
}
