export { AddBan, type AddBanCommand, type AddBanError } from './bans/add-ban.js';
export { AddDomain, type AddDomainCommand, type AddDomainError } from './domains/add-domain.js';
export { AuthenticateKey, type AuthenticateKeyError, type Caller } from './keys/authenticate-key.js';
export { BanCheck, type Banned } from './bans/ban-check.js';
export {
  ConfirmCredentials,
  type ConfirmCredentialsError,
  type ConfirmedCredentials,
} from './credentials/confirm-credentials.js';
export type { ConfirmationLink } from './credentials/confirmation-mail.js';
export {
  CreateAlias,
  type CreateAliasCommand,
  type CreateAliasError,
  type CreatedAlias,
} from './aliases/create-alias.js';
export { DeleteAlias, type DeleteAliasCommand, type DeleteAliasError } from './aliases/delete-alias.js';
export { DeliverMail, type Delivery } from './credentials/deliver-mail.js';
export { ExportAliases, type ExportAliasesCommand } from './aliases/export-aliases.js';
export {
  ImportAliases,
  type ImportAliasesCommand,
  type ImportedBatch,
  type ImportRowError,
  type RefusedRow,
} from './aliases/import-aliases.js';
export {
  type DaysOutOfRange,
  IssueKey,
  type IssuedKey,
  type IssueKeyCommand,
  type IssueKeyError,
} from './keys/issue-key.js';
export { LiftBan, type LiftBanError } from './bans/lift-ban.js';
export { ListActivity, type ListActivityCommand } from './activity/list-activity.js';
export type { Page, PageRequest } from './page.js';
export { ListAliases, type AliasPage, type ListAliasesCommand, type ListedAlias } from './aliases/list-aliases.js';
export { ListBans } from './bans/list-bans.js';
export { ListDomains } from './domains/list-domains.js';
export { ListServedDomains } from './domains/list-served-domains.js';
export { ListKeys } from './keys/list-keys.js';
export { ExpireAliases } from './aliases/expire-aliases.js';
export { PruneActivity } from './activity/prune-activity.js';
export { QuotaCheck, type QuotaReached } from './owners/quota-check.js';
export { ReleaseHandle, type ReleaseHandleCommand, type ReleaseHandleError } from './handles/release-handle.js';
export { RotateKey, type RotateKeyCommand, type RotateKeyError } from './keys/rotate-key.js';
export { RevokeKey, type RevokeKeyError } from './keys/revoke-key.js';
export { SetOwner, type SetOwnerCommand, type SetOwnerError } from './owners/set-owner.js';
export { ShowAliasStats } from './aliases/show-alias-stats.js';
export {
  RequestCredentials,
  type RequestedCredentials,
  type RequestCredentialsCommand,
  type RequestCredentialsError,
} from './credentials/request-credentials.js';
export { ShowOwners, type ShownOwner } from './owners/show-owners.js';
export { ShowCredentials } from './credentials/show-credentials.js';
export { SwitchAlias, type SwitchAliasCommand, type SwitchAliasError } from './aliases/switch-alias.js';
export type { OwnersOnDomain } from './domains/served-owners.js';
export type { OwnerIsAlias } from './owners/owner-alias.js';
export type { OwnerServedHere } from './owners/owner-domain.js';
export { SwitchDomain, type SwitchDomainCommand, type SwitchDomainError } from './domains/switch-domain.js';
export { TakeHandle, type TakeHandleCommand, type TakeHandleError } from './handles/take-handle.js';

export type {
  ActivityLog,
  ActivityPruning,
  ActivityQuery,
  ActivityRecord,
  ActivityType,
  PruneStep,
} from './ports/activity-log.js';
export type { AliasRow, MalformedRow, NumberedRow } from './ports/alias-rows.js';
export {
  type AliasClaim,
  type AliasFilter,
  type AliasList,
  type AliasQuery,
  type AliasRecord,
  type AliasScan,
  type AliasStats,
  type AliasStatsQuery,
  type AliasStore,
  type ClaimManyOptions,
  type ClaimOutcome,
  type DeactivateOutcome,
  MAX_CLAIMS,
  type MetadataRecord,
  type ReviveOutcome,
} from './ports/alias-store.js';
export type { Backend, MailStores, StorageProbe } from './ports/backend.js';
export type { Clock } from './ports/clock.js';
export type { ConfirmationSecrets } from './ports/confirmation-secrets.js';
export type {
  CredentialRequest,
  CredentialRequests,
  NewCredentialRequest,
  TokenHash,
} from './ports/credential-requests.js';
export type { DomainEncoding } from './ports/domain-encoding.js';
export type { AddDomainOutcome, DomainLookup, DomainRecord, DomainRegistry } from './ports/domain-registry.js';
export type { HandleStore, ReleaseHandleOutcome, TakeHandleOutcome } from './ports/handle-store.js';
export type { KeyHash, KeyLookup, KeyRecord, KeyRegistry, NewKey } from './ports/key-registry.js';
export type { KeySecrets } from './ports/key-secrets.js';
export type { OwnQuota, OwnQuotas, QuotaLookup, QuotaRegistry } from './ports/quota-registry.js';
export type { Origin } from './ports/origin.js';
export type { OwnerLookup } from './ports/owner-lookup.js';
export type { Mailer } from './ports/mailer.js';
export type { LeasedMail, NewMail, Outbox, OutboxBell } from './ports/outbox.js';
export type { LimitBucket, LimitOutcome, RateLimiter } from './ports/rate-limiter.js';
export { StoreUnavailable } from './ports/store-unavailable.js';
export type { BanLookup, BanRecord, BanRegistry, NewBan } from './ports/ban-registry.js';
