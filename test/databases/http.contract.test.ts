import { afterAll } from '@jest/globals';
import { anyInputContract } from '../support/any-input.contract.js';
import { backendsOn } from '../support/backends.js';
import { runningServers } from '../support/servers/running-servers.js';
import { twoOwnersContract } from '../support/two-owners.contract.js';

/** What the HTTP API promises whatever the storage is. */
for (const kind of ['sqlite', ...runningServers()] as const) {
  for (const { name, open, cleanUp } of backendsOn(kind)) {
    anyInputContract(name, open, 40);
    twoOwnersContract(name, open);
    afterAll(cleanUp);
  }
}
