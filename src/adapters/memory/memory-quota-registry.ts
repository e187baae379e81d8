import type { OwnQuotas, QuotaRegistry } from '../../application/ports/quota-registry.js';
import type { EmailAddress } from '../../domain/addresses/email-address.js';
import { NO_QUOTAS, QUOTA_KINDS } from '../../domain/quotas.js';

/** Keeps what was set for single owners in this process's memory. */
export class MemoryQuotaRegistry implements QuotaRegistry {
  private readonly records = new Map<string, OwnQuotas>();

  find(owner: EmailAddress): Promise<OwnQuotas | undefined> {
    return Promise.resolve(this.records.get(owner.value));
  }

  set({ value: owner }: EmailAddress, quotas: Partial<OwnQuotas['quotas']>): Promise<OwnQuotas> {
    const record = { owner, quotas: { ...(this.records.get(owner)?.quotas ?? NO_QUOTAS), ...quotas } };
    if (QUOTA_KINDS.some((kind) => record.quotas[kind] !== undefined)) this.records.set(owner, record);
    else this.records.delete(owner);
    return Promise.resolve(record);
  }

  list({ limit = Infinity }: { readonly limit?: number } = {}): Promise<readonly OwnQuotas[]> {
    const sorted = [...this.records.values()].sort((a, b) => (a.owner < b.owner ? -1 : 1));
    return Promise.resolve(sorted.slice(0, limit));
  }
}
