/** The service with everything but a database: what HTTP, the checks and the log take of a create, whatever stores it. */
import '../src/infrastructure/process/process-setup.js';
import { nodeKeySecrets } from '../src/adapters/system/node-key-secrets.js';
import { systemClock } from '../src/adapters/system/system-clock.js';
import { openMemoryBackend } from '../src/adapters/memory/open-memory-backend.js';
import { addDays } from '../src/domain/add-days.js';
import { ApiKey } from '../src/domain/api-key.js';
import { Domain } from '../src/domain/addresses/domain.js';
import { EmailAddress } from '../src/domain/addresses/email-address.js';
import { unwrap } from '../src/domain/result.js';
import { loadSettings } from '../src/infrastructure/settings/config.js';
import { startHttpService } from '../src/infrastructure/wiring/http-service.js';
import { openLog } from '../src/infrastructure/observability/logger.js';

const settings = loadSettings();
const memory = openMemoryBackend(systemClock);
const now = systemClock.now();
await memory.domains.add(unwrap(Domain.parse('example.org')), { visible: true });
await memory.keys.add({
  hash: nodeKeySecrets.hash(unwrap(ApiKey.parse(process.env['BENCH_KEY'] ?? ''))),
  owner: unwrap(EmailAddress.parse('owner@example.net')),
  createdAt: now,
  expiresAt: addDays(now, 1),
});
// Every claim is granted in the next turn, as the quickest store would, and none is kept: a table in memory would only grow.
memory.aliases.claim = () => new Promise((resolve) => setImmediate(resolve, { kind: 'claimed' }));
const backend = { ...memory, isNew: true, check: () => Promise.resolve([]) };
await startHttpService(settings, backend, await openLog(settings.logLevel));
