import type { Domain } from '../../domain/addresses/domain.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { DomainRecord, DomainRegistry } from '../ports/domain-registry.js';
import type { OwnerLookup } from '../ports/owner-lookup.js';
import { findServedOwners, type OwnersOnDomain } from './served-owners.js';

export interface AddDomainCommand {
  readonly domain: Domain;
  /** Whether the public list shows it. */
  readonly visible: boolean;
  /** Whether to serve it even if owners have their mailboxes there, whose own mail then comes here. */
  readonly acceptOwners?: boolean | undefined;
}

export type AddDomainError =
  | OwnersOnDomain
  | {
      /** `cannot_hide`: the mail server's tables know of no domain that the public list leaves out. */
      readonly kind: 'domain_exists' | 'cannot_hide';
      readonly domain: Domain;
    }
  /** The mail server's tables hold no more octets. */
  | { readonly kind: 'domain_too_long'; readonly maxOctets: number };

/** Serves a domain from now on. */
export class AddDomain {
  constructor(
    private readonly domains: DomainRegistry,
    /** Absent: no owner is looked for. */
    private readonly owners?: OwnerLookup,
  ) {}

  async execute({ domain, visible, acceptOwners }: AddDomainCommand): Promise<Result<DomainRecord, AddDomainError>> {
    if (!visible && !this.domains.canHide) return err({ kind: 'cannot_hide', domain });
    if (await this.domains.find(domain)) return err({ kind: 'domain_exists', domain });
    const served = this.owners && !acceptOwners ? await findServedOwners(this.owners, domain) : undefined;
    if (served) return err(served);
    const outcome = await this.domains.add(domain, { visible });
    switch (outcome.kind) {
      case 'added':
        return ok(outcome.domain);
      case 'exists':
        return err({ kind: 'domain_exists', domain });
      case 'too_long':
        return err({ kind: 'domain_too_long', maxOctets: outcome.maxOctets });
    }
  }
}
