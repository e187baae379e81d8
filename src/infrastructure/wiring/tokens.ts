import type { ServiceIdentifier } from 'inversify';
import type { Logger } from 'pino';
import type { CredentialUseCases, RouteDependencies } from '../../adapters/http/apis/postern/routes.js';
import type { HttpAppOptions } from '../../adapters/http/create-http-app.js';
import type { HttpObserver } from '../../adapters/http/pipeline/observer.js';
import type { HttpServerLimits } from '../../adapters/http/server/http-server.js';
import type { RateLimiter } from '../../application/ports/rate-limiter.js';
import type { PoolUse } from '../../adapters/sql/connections/dialect.js';
import type { ConfirmationLink } from '../../application/credentials/confirmation-mail.js';
import type { ActivityLog } from '../../application/ports/activity-log.js';
import type { AliasList, AliasStore } from '../../application/ports/alias-store.js';
import type { MailStores, StorageProbe } from '../../application/ports/backend.js';
import type { BanLookup, BanRegistry } from '../../application/ports/ban-registry.js';
import type { Clock } from '../../application/ports/clock.js';
import type { ConfirmationSecrets } from '../../application/ports/confirmation-secrets.js';
import type { CredentialRequests } from '../../application/ports/credential-requests.js';
import type { DomainEncoding } from '../../application/ports/domain-encoding.js';
import type { DomainLookup, DomainRegistry } from '../../application/ports/domain-registry.js';
import type { HandleStore } from '../../application/ports/handle-store.js';
import type { KeyLookup, KeyRegistry } from '../../application/ports/key-registry.js';
import type { KeySecrets } from '../../application/ports/key-secrets.js';
import type { Mailer } from '../../application/ports/mailer.js';
import type { Outbox, OutboxBell } from '../../application/ports/outbox.js';
import type { OwnerLookup } from '../../application/ports/owner-lookup.js';
import type { QuotaLookup, QuotaRegistry } from '../../application/ports/quota-registry.js';
import type { AddressRules } from '../../domain/addresses/address-rules.js';
import type { ConflictPolicy } from '../../domain/conflict-policy.js';
import type { Quotas } from '../../domain/quotas.js';
import type { Metrics } from '../observability/metrics.js';
import type { MetricsServer } from '../observability/metrics-server.js';
import type { BackgroundWorker } from '../process/background-worker.js';

/** The names of parts that are not asked for by their class: ports, settings, and parts that stand before another. */

export const CLOCK: ServiceIdentifier<Clock> = Symbol('Clock');
/** Milliseconds since a moment of its own, by a clock that nobody sets. */
export const ELAPSED_MS: ServiceIdentifier<() => number> = Symbol('elapsed milliseconds');
export const KEY_SECRETS: ServiceIdentifier<KeySecrets> = Symbol('KeySecrets');
export const CONFIRMATION_SECRETS: ServiceIdentifier<ConfirmationSecrets> = Symbol('ConfirmationSecrets');
export const DOMAIN_ENCODING: ServiceIdentifier<DomainEncoding> = Symbol('DomainEncoding');

export const ADDRESS_RULES: ServiceIdentifier<AddressRules> = Symbol('AddressRules');
export const CONFLICT_POLICY: ServiceIdentifier<ConflictPolicy> = Symbol('ConflictPolicy');
/** Of all owners for whom nothing else is set. */
export const QUOTAS: ServiceIdentifier<Quotas> = Symbol('Quotas');

export const ALIASES: ServiceIdentifier<AliasStore & AliasList> = Symbol('AliasStore');
export const DOMAINS: ServiceIdentifier<DomainRegistry> = Symbol('DomainRegistry');
export const KEYS: ServiceIdentifier<KeyRegistry> = Symbol('KeyRegistry');
export const BANS: ServiceIdentifier<BanRegistry> = Symbol('BanRegistry');
export const OWN_QUOTAS: ServiceIdentifier<QuotaRegistry> = Symbol('QuotaRegistry');
export const OWNERS: ServiceIdentifier<OwnerLookup> = Symbol('OwnerLookup');
export const ACTIVITY: ServiceIdentifier<ActivityLog> = Symbol('ActivityLog');
export const PROBE: ServiceIdentifier<StorageProbe> = Symbol('StorageProbe');
/** Not bound if the mail server has no such thing as a handle on all domains. */
export const HANDLES: ServiceIdentifier<HandleStore> = Symbol('HandleStore');
/** Not bound if the storage has no place for keys by mail. */
export const MAIL_STORES: ServiceIdentifier<MailStores> = Symbol('MailStores');
/** Not bound if the storage has no pool. */
export const POOL_USE: ServiceIdentifier<() => PoolUse> = Symbol('PoolUse');
export const CLOSE_STORAGE: ServiceIdentifier<() => Promise<void>> = Symbol('close the storage');

/** Each request's look-ups, cached in the service. */
export const KEY_LOOKUP: ServiceIdentifier<KeyLookup> = Symbol('KeyLookup');
export const DOMAIN_LOOKUP: ServiceIdentifier<DomainLookup> = Symbol('DomainLookup');
export const BAN_LOOKUP: ServiceIdentifier<BanLookup> = Symbol('BanLookup');
export const QUOTA_LOOKUP: ServiceIdentifier<QuotaLookup> = Symbol('QuotaLookup');

/** Reads that callers share. */
export const SHARED_LIST: ServiceIdentifier<RouteDependencies['listAliases']> = Symbol('shared ListAliases');
export const SHARED_STATS: ServiceIdentifier<RouteDependencies['showAliasStats']> = Symbol('shared ShowAliasStats');
export const SHARED_ACTIVITY: ServiceIdentifier<RouteDependencies['listActivity']> = Symbol('shared ListActivity');
export const SHARED_DOMAINS: ServiceIdentifier<RouteDependencies['listServedDomains']> =
  Symbol('shared ListServedDomains');

/** Not bound unless mail is sent. */
export const CREDENTIALS: ServiceIdentifier<CredentialUseCases> = Symbol('CredentialUseCases');
export const CREDENTIAL_REQUESTS: ServiceIdentifier<CredentialRequests> = Symbol('CredentialRequests');
/** Not bound unless mail is sent. */
export const OUTBOX: ServiceIdentifier<Outbox> = Symbol('Outbox');
export const OUTBOX_BELL: ServiceIdentifier<OutboxBell> = Symbol('OutboxBell');
export const MAILER: ServiceIdentifier<Mailer> = Symbol('Mailer');
export const CONFIRMATION_LINK: ServiceIdentifier<ConfirmationLink> = Symbol('ConfirmationLink');
/** How many mails wait at most before no more are taken. */
export const MAX_QUEUED_MAILS: ServiceIdentifier<number> = Symbol('most mails that wait');

export const LIMITER: ServiceIdentifier<RateLimiter & { close?(): void }> = Symbol('RateLimiter');
export const LOGGER: ServiceIdentifier<Logger> = Symbol('Logger');
export const REQUEST_LOG: ServiceIdentifier<HttpObserver> = Symbol('request log');
export const OBSERVER: ServiceIdentifier<HttpObserver> = Symbol('HttpObserver');
/** Not bound unless metrics are served. */
export const METRICS: ServiceIdentifier<Metrics> = Symbol('Metrics');
/** Not bound in a process that serves no metrics itself. */
export const METRICS_SERVER: ServiceIdentifier<MetricsServer> = Symbol('MetricsServer');

export const ROUTE_DEPENDENCIES: ServiceIdentifier<RouteDependencies> = Symbol('RouteDependencies');
export const HTTP_OPTIONS: ServiceIdentifier<HttpAppOptions> = Symbol('HttpAppOptions');
/** Redoc's standalone file. Not bound: there is no `/docs`. */
export const REDOC_FILE: ServiceIdentifier<string> = Symbol('Redoc file');
export const SERVER_LIMITS: ServiceIdentifier<Partial<HttpServerLimits>> = Symbol('HttpServerLimits');

/** Any number of them. */
export const BACKGROUND_WORKER: ServiceIdentifier<BackgroundWorker> = Symbol('BackgroundWorker');
