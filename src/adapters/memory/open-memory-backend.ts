import type { Backend } from '../../application/ports/backend.js';
import type { Clock } from '../../application/ports/clock.js';
import { EmailAddress } from '../../domain/addresses/email-address.js';
import type { Handle } from '../../domain/addresses/handle.js';
import { RecipientDelimiter } from '../../domain/addresses/recipient-delimiter.js';
import { unwrap } from '../../domain/result.js';
import { MemoryActivityLog } from './memory-activity-log.js';
import { MemoryAliasStore } from './memory-alias-store.js';
import { MemoryBanRegistry } from './memory-ban-registry.js';
import { MemoryCredentialRequests } from './memory-credential-requests.js';
import { MemoryDomainRegistry } from './memory-domain-registry.js';
import { MemoryHandleStore } from './memory-handle-store.js';
import { MemoryKeyRegistry } from './memory-key-registry.js';
import { MemoryOwnerLookup } from './memory-owner-lookup.js';
import { MemoryQuotaRegistry } from './memory-quota-registry.js';
import { MemoryOutbox } from './memory-outbox.js';

export interface MemoryBackendOptions {
  /** At which characters the mail server splits local parts; `+` by default. */
  readonly recipientDelimiter?: RecipientDelimiter;
}

/** A whole backend that forgets everything with its process: for tests, trials and embedding. */
export function openMemoryBackend(clock: Clock, options: MemoryBackendOptions = {}): Backend {
  const delimiter = options.recipientDelimiter ?? RecipientDelimiter.PLUS;
  const activity = new MemoryActivityLog(clock);
  const keys = new MemoryKeyRegistry();
  const domains = new MemoryDomainRegistry();
  const aliases: MemoryAliasStore = new MemoryAliasStore(clock, activity, delimiter, {
    isHandleTaken: (handle) => handles.has(handle),
    isOthersFamily: (handle, owner) => handles.isOthersFamily(handle, owner),
    owners: () => keys.owners(),
  });
  const isOthersMailbox = (handle: Handle, owner: EmailAddress) => {
    const names = [handle.value, delimiter.baseOf(handle)?.value];
    return [...aliases.mailboxes()]
      .map((text) => unwrap(EmailAddress.parse(text)))
      .some((one) => one.value !== owner.value && names.includes(one.handle.value) && domains.has(one.domain.value));
  };
  const handles = new MemoryHandleStore(
    delimiter,
    (handle, owner) => aliases.isOthers(handle, owner) || isOthersMailbox(handle, owner),
    activity,
  );
  const outbox = new MemoryOutbox();
  return {
    aliases,
    domains,
    keys,
    activity,
    bans: new MemoryBanRegistry(),
    quotas: new MemoryQuotaRegistry(),
    handles,
    owners: new MemoryOwnerLookup(aliases, handles, keys),
    mail: { requests: new MemoryCredentialRequests(keys, outbox), outbox },
    probe: { ping: () => Promise.resolve() },
    close: () => Promise.resolve(),
  };
}
