import type { QuotaLookup, OwnQuotas, QuotaRegistry } from '../../application/ports/quota-registry.js';
import type { EmailAddress } from '../../domain/addresses/email-address.js';
import { ShortLivedCache } from './short-lived-cache.js';

/** Read whole, each second that anybody asks; beyond so many, each owner is asked for alone, and known for a second too. */
const MAX_OWNERS = 2_000;

type Owners = ReadonlyMap<string, OwnQuotas>;

/** What was set for single owners, known for a moment: most owners have nothing set, and one read tells so of all of them. */
export class CachedQuotaLookup implements QuotaLookup {
  private readonly all: ShortLivedCache<Owners | undefined>;
  private readonly single: ShortLivedCache<OwnQuotas | undefined>;

  constructor(
    private readonly owners: Pick<QuotaRegistry, 'find' | 'list'>,
    elapsedMs: () => number,
  ) {
    this.all = new ShortLivedCache(elapsedMs);
    this.single = new ShortLivedCache(elapsedMs);
  }

  async find(owner: EmailAddress): Promise<OwnQuotas | undefined> {
    const all = await this.all.get('all', () => this.read());
    return all ? all.get(owner.value) : this.single.get(owner.value, () => this.owners.find(owner));
  }

  private async read(): Promise<Owners | undefined> {
    const records = await this.owners.list({ limit: MAX_OWNERS + 1 });
    return records.length > MAX_OWNERS ? undefined : new Map(records.map((record) => [record.owner, record]));
  }
}
