export { AddressRules, type AddressRulesOptions } from './address-rules.js';
export { Alias, type AliasError } from './alias.js';
export { ApiKey, type ApiKeyError } from './api-key.js';
export { BAN_KINDS, type BanKind, type BanSubject, BanTarget, type BanTargetError } from './ban-target.js';
export {
  CONFLICT_POLICIES,
  decideConflict,
  type ConflictDecision,
  type ConflictPolicy,
  type Holder,
} from './conflict-policy.js';
export { Domain, type DomainError } from './domain.js';
export { EmailAddress, type AddressTooLong, type EmailAddressError } from './email-address.js';
export { ConfirmationToken, type ConfirmationTokenError } from './confirmation-token.js';
export { explain } from './explain.js';
export { Handle, type HandleError } from './handle.js';
export { HandlePrefix } from './handle-prefix.js';
export { IpRange, type IpRangeError } from './ip-range.js';
export { mailboxOf } from './mailbox-of.js';
export { RecipientDelimiter, type RecipientDelimiterError } from './recipient-delimiter.js';
export { MAX_QUOTA, NO_QUOTAS, QUOTA_KINDS, type QuotaKind, type Quotas } from './quotas.js';
export { isReservedHandle } from './reserved-handles.js';
export { err, ok, unwrap, type Err, type Ok, type Result } from './result.js';
