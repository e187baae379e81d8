import type { Domain } from '../domain/domain.js';
import { err, ok, type Result } from '../domain/result.js';
import type { DomainRecord, DomainRegistry } from './ports/domain-registry.js';

export interface AddDomainCommand {
  readonly domain: Domain;
  /** Whether the public list shows it. */
  readonly visible: boolean;
}

export interface AddDomainError {
  /** `cannot_hide`: the mail server's tables know of no domain that the public list leaves out. */
  readonly kind: 'domain_exists' | 'cannot_hide';
  readonly domain: Domain;
}

/** Serves a domain from now on. */
export class AddDomain {
  constructor(private readonly domains: DomainRegistry) {}

  async execute({ domain, visible }: AddDomainCommand): Promise<Result<DomainRecord, AddDomainError>> {
    if (!visible && !this.domains.canHide) return err({ kind: 'cannot_hide', domain });
    const outcome = await this.domains.add(domain, { visible });
    return outcome.kind === 'added' ? ok(outcome.domain) : err({ kind: 'domain_exists', domain });
  }
}
