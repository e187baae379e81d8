import { afterAll } from '@jest/globals';
import { anyInputContract } from '../support/any-input.contract.js';
import { backendsOn } from '../support/backends.js';
import { runningServers } from '../support/servers/running-servers.js';

for (const kind of ['sqlite', ...runningServers()] as const) {
  for (const { name, open, cleanUp } of backendsOn(kind)) {
    anyInputContract(name, open, 40);
    afterAll(cleanUp);
  }
}
