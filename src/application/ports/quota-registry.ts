import type { EmailAddress } from '../../domain/addresses/email-address.js';
import type { QuotaKind } from '../../domain/quotas.js';

/** An owner's own quota: so many, or any number; `undefined` if the one for all owners applies. */
export type OwnQuota = number | 'none' | undefined;

/** What the operator set for one owner. */
export interface OwnQuotas {
  readonly owner: string;
  readonly quotas: Readonly<Record<QuotaKind, OwnQuota>>;
}

/** For finding an owner's own quotas. */
export interface QuotaLookup {
  /** `undefined` if nothing was set for the owner. */
  find(owner: EmailAddress): Promise<OwnQuotas | undefined>;
}

/** For keeping what the operator set for single owners. */
export interface QuotaRegistry extends QuotaLookup {
  /** Changes the quotas that are named, to `undefined` too, and leaves the others. */
  set(owner: EmailAddress, quotas: Partial<OwnQuotas['quotas']>): Promise<OwnQuotas>;
  /** By address, those for whom a quota is set; `limit` of them at most. */
  list(query?: { readonly limit?: number }): Promise<readonly OwnQuotas[]>;
}
