import type { Backend } from '../../application/ports/backend.js';
import type { Clock } from '../../application/ports/clock.js';
import { MemoryAliasStore } from './memory-alias-store.js';
import { MemoryDomainRegistry } from './memory-domain-registry.js';
import { MemoryKeyRegistry } from './memory-key-registry.js';

/** A whole backend that forgets everything with its process: for tests, trials and embedding. */
export function openMemoryBackend(clock: Clock): Backend {
  return {
    aliases: new MemoryAliasStore(clock),
    domains: new MemoryDomainRegistry(),
    keys: new MemoryKeyRegistry(),
    probe: { ping: () => Promise.resolve() },
    close: () => Promise.resolve(),
  };
}
