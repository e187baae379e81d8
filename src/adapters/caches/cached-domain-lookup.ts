import type { DomainLookup, DomainRecord } from '../../application/ports/domain-registry.js';
import type { Domain } from '../../domain/addresses/domain.js';
import { ShortLivedCache } from './short-lived-cache.js';

/** Lists of more names than make this are asked for each time. */
const MAX_KEY_LENGTH = 1_000;

/** Domains, known for a moment; names that are not there too. */
export class CachedDomainLookup implements DomainLookup {
  private readonly records: ShortLivedCache<DomainRecord | undefined>;
  private readonly ids: ShortLivedCache<ReadonlyMap<string, number>>;

  constructor(
    private readonly domains: DomainLookup,
    elapsedMs: () => number,
  ) {
    this.records = new ShortLivedCache(elapsedMs);
    this.ids = new ShortLivedCache(elapsedMs);
  }

  find(domain: Domain): Promise<DomainRecord | undefined> {
    return this.records.get(domain.value, () => this.domains.find(domain));
  }

  idsOf(names: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const key = JSON.stringify(names);
    return key.length > MAX_KEY_LENGTH ? this.domains.idsOf(names) : this.ids.get(key, () => this.domains.idsOf(names));
  }
}
