import type { DomainRecord, DomainRegistry } from '../ports/domain-registry.js';

/** Every domain, also those that are disabled or hidden. */
export class ListDomains {
  constructor(private readonly domains: DomainRegistry) {}

  execute(): Promise<readonly DomainRecord[]> {
    return this.domains.list();
  }
}
