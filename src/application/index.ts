export { AddDomain, type AddDomainCommand, type AddDomainError } from './add-domain.js';
export { AuthenticateKey, type AuthenticateKeyError, type Caller } from './authenticate-key.js';
export { CreateAlias, type CreateAliasCommand, type CreateAliasError, type CreatedAlias } from './create-alias.js';
export { IssueKey, type IssuedKey, type IssueKeyCommand, type IssueKeyError } from './issue-key.js';
export { ListAliases, type ListAliasesCommand } from './list-aliases.js';
export { ListDomains } from './list-domains.js';
export { ListKeys } from './list-keys.js';
export { RevokeKey, type RevokeKeyError } from './revoke-key.js';
export { SwitchDomain, type SwitchDomainCommand, type SwitchDomainError } from './switch-domain.js';

export type {
  AliasList,
  AliasQuery,
  AliasRecord,
  AliasStore,
  ClaimOutcome,
  ReviveOutcome,
} from './ports/alias-store.js';
export type { Backend, StorageProbe } from './ports/backend.js';
export type { Clock } from './ports/clock.js';
export type { DomainEncoding } from './ports/domain-encoding.js';
export type { AddDomainOutcome, DomainLookup, DomainRecord, DomainRegistry } from './ports/domain-registry.js';
export type { KeyHash, KeyLookup, KeyRecord, KeyRegistry, NewKey } from './ports/key-registry.js';
export type { KeySecrets } from './ports/key-secrets.js';
export type { LimitBucket, LimitOutcome, RateLimiter } from './ports/rate-limiter.js';
export { StoreUnavailable } from './ports/store-unavailable.js';
