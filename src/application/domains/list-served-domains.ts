import { Domain } from '../../domain/addresses/domain.js';
import type { DomainRegistry } from '../ports/domain-registry.js';

/** What everybody may know: the active and visible domains, by name. Rows that hold no domain are left out. */
export class ListServedDomains {
  constructor(private readonly domains: DomainRegistry) {}

  async execute(): Promise<readonly Domain[]> {
    return (await this.domains.list()).flatMap(({ name, active, visible }) => {
      const domain = Domain.parse(name);
      return active && visible && domain.ok && domain.value.value === name ? [domain.value] : [];
    });
  }
}
