import type { Domain } from '../../domain/addresses/domain.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { DomainRecord, DomainRegistry } from '../ports/domain-registry.js';
import type { OwnerLookup } from '../ports/owner-lookup.js';
import { findServedOwners, type OwnersOnDomain } from './served-owners.js';

export interface SwitchDomainCommand {
  readonly domain: Domain;
  readonly active: boolean;
  /** Whether to enable it even if owners have their mailboxes there, whose own mail then comes here. */
  readonly acceptOwners?: boolean | undefined;
}

export type SwitchDomainError =
  | OwnersOnDomain
  /** `cannot_switch`: the mail server's tables know of no domain that takes no mail. */
  | { readonly kind: 'domain_unknown' | 'cannot_switch'; readonly domain: Domain };

/** Enables or disables a domain. A disabled one takes no mail and no new aliases; its aliases stay as they are. */
export class SwitchDomain {
  constructor(
    private readonly domains: DomainRegistry,
    /** Absent: no owner is looked for. */
    private readonly owners?: OwnerLookup,
  ) {}

  async execute({
    domain,
    active,
    acceptOwners,
  }: SwitchDomainCommand): Promise<Result<DomainRecord, SwitchDomainError>> {
    if (!this.domains.canSwitch) return err({ kind: 'cannot_switch', domain });
    const known = await this.domains.find(domain);
    const begins = active && known?.active === false;
    const served = begins && this.owners && !acceptOwners ? await findServedOwners(this.owners, domain) : undefined;
    if (served) return err(served);
    const record = await this.domains.setActive(domain, active);
    return record ? ok(record) : err({ kind: 'domain_unknown', domain });
  }
}
