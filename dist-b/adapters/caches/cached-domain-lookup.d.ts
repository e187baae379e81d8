import type { DomainLookup, DomainRecord } from '../../application/ports/domain-registry.js';
import type { Domain } from '../../domain/domain.js';
import { type CacheLimits } from './short-lived-cache.js';
/** Domains, known for a moment; names that are not there too. */
export declare class CachedDomainLookup implements DomainLookup {
    private readonly domains;
    private readonly records;
    private readonly ids;
    constructor(domains: DomainLookup, limits?: CacheLimits);
    find(domain: Domain): Promise<DomainRecord | undefined>;
    idsOf(names: readonly string[]): Promise<ReadonlyMap<string, number>>;
}
