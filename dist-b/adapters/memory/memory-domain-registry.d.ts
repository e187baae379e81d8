import type { AddDomainOutcome, DomainRecord, DomainRegistry } from '../../application/ports/domain-registry.js';
import type { Domain } from '../../domain/domain.js';
/** Keeps the served domains in this process's memory. */
export declare class MemoryDomainRegistry implements DomainRegistry {
    readonly canHide = true;
    private readonly rows;
    find(domain: Domain): Promise<DomainRecord | undefined>;
    idsOf(names: readonly string[]): Promise<ReadonlyMap<string, number>>;
    add(domain: Domain, { visible }: {
        readonly visible: boolean;
    }): Promise<AddDomainOutcome>;
    list(): Promise<readonly DomainRecord[]>;
    setActive(domain: Domain, active: boolean): Promise<DomainRecord | undefined>;
}
