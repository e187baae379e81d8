import type { Backend } from '../../application/ports/backend.js';
import type { Clock } from '../../application/ports/clock.js';
import { MemoryActivityLog } from './memory-activity-log.js';
import { MemoryAliasStore } from './memory-alias-store.js';
import { MemoryBanRegistry } from './memory-ban-registry.js';
import { MemoryCredentialRequests } from './memory-credential-requests.js';
import { MemoryDomainRegistry } from './memory-domain-registry.js';
import { MemoryHandleStore } from './memory-handle-store.js';
import { MemoryKeyRegistry } from './memory-key-registry.js';
import { MemoryOwnerLookup } from './memory-owner-lookup.js';
import { MemoryOutbox } from './memory-outbox.js';

/** A whole backend that forgets everything with its process: for tests, trials and embedding. */
export function openMemoryBackend(clock: Clock): Backend {
  const activity = new MemoryActivityLog(clock);
  const aliases: MemoryAliasStore = new MemoryAliasStore(clock, activity, (handle) => handles.has(handle));
  const handles = new MemoryHandleStore((handle, owner) => aliases.isOthers(handle, owner), activity);
  const keys = new MemoryKeyRegistry();
  const outbox = new MemoryOutbox();
  return {
    aliases,
    domains: new MemoryDomainRegistry(),
    keys,
    activity,
    bans: new MemoryBanRegistry(),
    handles,
    owners: new MemoryOwnerLookup(aliases, handles, keys),
    mail: { requests: new MemoryCredentialRequests(keys, outbox), outbox },
    probe: { ping: () => Promise.resolve() },
    close: () => Promise.resolve(),
  };
}
