import type { ActivityLog } from './activity-log.js';
import type { AliasList, AliasStore } from './alias-store.js';
import type { BanRegistry } from './ban-registry.js';
import type { CredentialRequests } from './credential-requests.js';
import type { DomainRegistry } from './domain-registry.js';
import type { HandleStore } from './handle-store.js';
import type { KeyRegistry } from './key-registry.js';
import type { OwnerLookup } from './owner-lookup.js';
import type { QuotaRegistry } from './quota-registry.js';
import type { Outbox } from './outbox.js';

/** For asking the storage whether it answers. */
export interface StorageProbe {
  /** Really asks. @throws StoreUnavailable */
  ping(): Promise<void>;
}

/** For keys by mail: requests, and the queue of the mails about them, which one transaction spans. */
export interface MailStores {
  readonly requests: CredentialRequests;
  readonly outbox: Outbox;
}

/** For everything that one storage keeps: what an operator swaps when moving to another mail server. */
export interface Backend {
  readonly aliases: AliasStore & AliasList;
  readonly domains: DomainRegistry;
  readonly keys: KeyRegistry;
  readonly activity: ActivityLog;
  readonly bans: BanRegistry;
  readonly owners: OwnerLookup;
  readonly quotas: QuotaRegistry;
  /** Absent where the mail server has no such thing as a handle on all domains. */
  readonly handles: HandleStore | undefined;
  /** Absent where the storage has no place for them. */
  readonly mail?: MailStores | undefined;
  readonly probe: StorageProbe;
  close(): Promise<void>;
}
