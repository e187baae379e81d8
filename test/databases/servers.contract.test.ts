import { contractOn } from '../support/contract-on.js';
import { runningServers } from '../support/servers/running-servers.js';

for (const kind of runningServers()) contractOn(kind);
