import { Domain } from '../domain/domain.js';
import type { DomainRegistry } from './ports/domain-registry.js';
/** What everybody may know: the active and visible domains, by name. Rows that hold no domain are left out. */
export declare class ListServedDomains {
    private readonly domains;
    constructor(domains: DomainRegistry);
    execute(): Promise<readonly Domain[]>;
}
