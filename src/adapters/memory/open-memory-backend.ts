import type { Backend } from '../../application/ports/backend.js';
import type { Clock } from '../../application/ports/clock.js';
import { MemoryAliasStore } from './memory-alias-store.js';
import { MemoryCredentialRequests } from './memory-credential-requests.js';
import { MemoryDomainRegistry } from './memory-domain-registry.js';
import { MemoryKeyRegistry } from './memory-key-registry.js';
import { MemoryOutbox } from './memory-outbox.js';

/** A whole backend that forgets everything with its process: for tests, trials and embedding. */
export function openMemoryBackend(clock: Clock): Backend {
  const keys = new MemoryKeyRegistry();
  const outbox = new MemoryOutbox();
  return {
    aliases: new MemoryAliasStore(clock),
    domains: new MemoryDomainRegistry(),
    keys,
    mail: { requests: new MemoryCredentialRequests(keys, outbox), outbox },
    probe: { ping: () => Promise.resolve() },
    close: () => Promise.resolve(),
  };
}
