export { AddDomain, type AddDomainCommand, type AddDomainError } from './add-domain.js';
export { AuthenticateKey, type AuthenticateKeyError, type Caller } from './authenticate-key.js';
export { ConfirmCredentials, type ConfirmCredentialsError, type ConfirmedCredentials } from './confirm-credentials.js';
export type { ConfirmationLink } from './confirmation-mail.js';
export { CreateAlias, type CreateAliasCommand, type CreateAliasError, type CreatedAlias } from './create-alias.js';
export { DeliverMail, type Delivery } from './deliver-mail.js';
export { IssueKey, type IssuedKey, type IssueKeyCommand, type IssueKeyError } from './issue-key.js';
export { ListAliases, type ListAliasesCommand } from './list-aliases.js';
export { ListDomains } from './list-domains.js';
export { ListKeys } from './list-keys.js';
export {
  RequestCredentials,
  type RequestCredentialsCommand,
  type RequestCredentialsError,
} from './request-credentials.js';
export { RevokeKey, type RevokeKeyError } from './revoke-key.js';
export { ShowCredentials } from './show-credentials.js';
export { SwitchDomain, type SwitchDomainCommand, type SwitchDomainError } from './switch-domain.js';

export type {
  AliasList,
  AliasQuery,
  AliasRecord,
  AliasStore,
  ClaimOutcome,
  ReviveOutcome,
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
export type { KeyHash, KeyLookup, KeyRecord, KeyRegistry, NewKey } from './ports/key-registry.js';
export type { KeySecrets } from './ports/key-secrets.js';
export type { Mailer } from './ports/mailer.js';
export type { LeasedMail, NewMail, Outbox, OutboxBell } from './ports/outbox.js';
export { StoreUnavailable } from './ports/store-unavailable.js';
