export { AddressRules, type AddressRulesOptions } from './addresses/address-rules.js';
export { Alias, type AliasError } from './alias.js';
export { type AliasMetadata, type ExpiryError, isEmptyMetadata, NO_METADATA, parseExpiry } from './alias-metadata.js';
export { AliasNote, type AliasNoteError } from './alias-note.js';
export { AliasSite, type AliasSiteError } from './alias-site.js';
export { aliasOfUuid, uuidOfAlias } from './alias-uuid.js';
export { ApiKey, type ApiKeyError } from './api-key.js';
export { BAN_KINDS, type BanKind, type BanSubject, BanTarget, type BanTargetError } from './ban-target.js';
export {
  CONFLICT_POLICIES,
  decideConflict,
  type ConflictDecision,
  type ConflictPolicy,
  type Holder,
} from './conflict-policy.js';
export { Domain, type DomainError } from './addresses/domain.js';
export { EmailAddress, type AddressTooLong, type EmailAddressError } from './addresses/email-address.js';
export { ConfirmationToken, type ConfirmationTokenError } from './confirmation-token.js';
export { explain } from './explain.js';
export { Handle, type HandleError } from './addresses/handle.js';
export { HandlePrefix } from './addresses/handle-prefix.js';
export { IpRange, type IpRangeError } from './ip/ip-range.js';
export { mailboxOf } from './addresses/mailbox-of.js';
export { RecipientDelimiter, type RecipientDelimiterError } from './addresses/recipient-delimiter.js';
export { MAX_QUOTA, NO_QUOTAS, QUOTA_KINDS, type QuotaKind, type Quotas } from './quotas.js';
export { isReservedHandle } from './addresses/reserved-handles.js';
export { err, ok, unwrap, type Err, type Ok, type Result } from './result.js';
