import type { EmailAddress } from '../../domain/addresses/email-address.js';
import { NO_QUOTAS, QUOTA_KINDS, type QuotaKind, type Quotas } from '../../domain/quotas.js';
import type { OwnQuotas, QuotaRegistry } from '../ports/quota-registry.js';

export interface ShownOwner {
  readonly owner: string;
  /** What applies to the owner: `undefined` is any number. */
  readonly quotas: Quotas;
  /** Those of `quotas` that were set for this owner. */
  readonly own: readonly QuotaKind[];
}

/** Shows the quotas that apply to an owner, and those that were set for single owners. */
export class ShowOwners {
  constructor(
    private readonly owners: QuotaRegistry,
    private readonly forAll: Quotas = NO_QUOTAS,
  ) {}

  async one(owner: EmailAddress): Promise<ShownOwner> {
    const record = await this.owners.find(owner);
    return this.show(record ?? { owner: owner.value, quotas: NO_QUOTAS });
  }

  async all(): Promise<readonly ShownOwner[]> {
    return (await this.owners.list()).map((record) => this.show(record));
  }

  private show({ owner, quotas }: OwnQuotas): ShownOwner {
    const applying = (kind: QuotaKind) => {
      const own = quotas[kind];
      return own === 'none' ? undefined : (own ?? this.forAll[kind]);
    };
    return {
      owner,
      quotas: { aliases: applying('aliases'), handles: applying('handles'), keys: applying('keys') },
      own: QUOTA_KINDS.filter((kind) => quotas[kind] !== undefined),
    };
  }
}
