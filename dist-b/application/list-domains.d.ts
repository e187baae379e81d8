import type { DomainRecord, DomainRegistry } from './ports/domain-registry.js';
/** Every domain, also those that are disabled or hidden. */
export declare class ListDomains {
    private readonly domains;
    constructor(domains: DomainRegistry);
    execute(): Promise<readonly DomainRecord[]>;
}
