import type { Domain } from '../domain/domain.js';
import { err, ok, type Result } from '../domain/result.js';
import type { DomainRecord, DomainRegistry } from './ports/domain-registry.js';

export interface AddDomainCommand {
  readonly domain: Domain;
  /** Whether the public list shows it. */
  readonly visible: boolean;
}

export interface AddDomainError {
  readonly kind: 'domain_exists';
  readonly domain: Domain;
}

/** Serves a domain from now on. */
export class AddDomain {
  constructor(private readonly domains: DomainRegistry) {}

  async execute({ domain, visible }: AddDomainCommand): Promise<Result<DomainRecord, AddDomainError>> {
    const outcome = await this.domains.add(domain, { visible });
    return outcome.kind === 'added' ? ok(outcome.domain) : err({ kind: 'domain_exists', domain });
  }
}
