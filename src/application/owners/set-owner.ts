import type { EmailAddress } from '../../domain/addresses/email-address.js';
import { MAX_QUOTA, QUOTA_KINDS } from '../../domain/quotas.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { OwnQuotas, QuotaRegistry } from '../ports/quota-registry.js';

export interface SetOwnerCommand {
  readonly owner: EmailAddress;
  /** Those that are to change; `undefined` lets the quota for all owners apply again. */
  readonly quotas: Partial<OwnQuotas['quotas']>;
}

export interface SetOwnerError {
  readonly kind: 'quota_out_of_range';
  readonly max: number;
}

/** Gives an owner quotas of their own. What they have above a quota stays; they get nothing more. */
export class SetOwner {
  constructor(private readonly owners: QuotaRegistry) {}

  async execute({ owner, quotas }: SetOwnerCommand): Promise<Result<OwnQuotas, SetOwnerError>> {
    const isFit = (quota: unknown) =>
      typeof quota !== 'number' || (Number.isInteger(quota) && quota >= 0 && quota <= MAX_QUOTA);
    if (!QUOTA_KINDS.every((kind) => isFit(quotas[kind]))) return err({ kind: 'quota_out_of_range', max: MAX_QUOTA });
    return ok(await this.owners.set(owner, quotas));
  }
}
