import type { EmailAddress } from '../../domain/addresses/email-address.js';
import { NO_QUOTAS, type QuotaKind, type Quotas } from '../../domain/quotas.js';
import type { QuotaLookup } from '../ports/quota-registry.js';

/** An owner has as many as they may have. */
export interface QuotaReached {
  readonly kind: 'quota_reached';
  readonly what: QuotaKind;
  readonly quota: number | undefined;
}

/** Finds the quota that applies to an owner: their own, or the one for all. The store that adds what is counted keeps to it. */
export class QuotaCheck {
  constructor(
    private readonly owners: QuotaLookup,
    private readonly forAll: Quotas = NO_QUOTAS,
  ) {}

  /** `undefined`: any number. */
  async find(what: QuotaKind, owner: EmailAddress): Promise<number | undefined> {
    const own = (await this.owners.find(owner))?.quotas[what];
    if (own === 'none') return undefined;
    return own ?? this.forAll[what];
  }
}
