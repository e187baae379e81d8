import { AddressRules } from '../../domain/addresses/address-rules.js';
import type { AliasMetadata } from '../../domain/alias-metadata.js';
import { Alias } from '../../domain/alias.js';
import type { BanSubject } from '../../domain/ban-target.js';
import { type ConflictPolicy, decideConflict } from '../../domain/conflict-policy.js';
import type { Domain } from '../../domain/addresses/domain.js';
import { type AddressTooLong, EmailAddress } from '../../domain/addresses/email-address.js';
import type { Handle } from '../../domain/addresses/handle.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { BanCheck, Banned } from '../bans/ban-check.js';
import { findOwnerAlias, type OwnerIsAlias } from '../owners/owner-alias.js';
import { findOwnerServed, type OwnerServedHere } from '../owners/owner-domain.js';
import type { QuotaCheck, QuotaReached } from '../owners/quota-check.js';
import type { AliasClaim, AliasStore } from '../ports/alias-store.js';
import type { DomainLookup } from '../ports/domain-registry.js';
import type { Origin } from '../ports/origin.js';
import type { OwnerLookup } from '../ports/owner-lookup.js';

export interface CreateAliasCommand {
  readonly handle: Handle;
  readonly domain: Domain;
  /** Where the mail goes; it is the alias's owner. */
  readonly goto: EmailAddress;
  /** Role names (`postmaster`, `abuse` …) and the system's own addresses are the operator's alone. */
  readonly asker: 'owner' | 'operator';
  /** Whether an operator may let it forward to a mailbox on a domain of this server. */
  readonly localOwner?: boolean | undefined;
  /** What the owner says of it; absent: nothing. An alias that the owner has already, and that is active, keeps what it has. */
  readonly metadata?: AliasMetadata | undefined;
  /** By what way it was asked for; absent on the command line. */
  readonly origin?: Origin;
}

export interface CreatedAlias {
  readonly alias: Alias;
  /** `false` where the owner had it already, under a policy that answers a repeat with success. */
  readonly created: boolean;
}

export type CreateAliasError =
  | AddressTooLong
  /** The mail server cannot forward to an address of so many octets. */
  | { readonly kind: 'goto_too_long'; readonly maxOctets: number }
  | Banned
  /** Of the goto; to an operator alone. */
  | OwnerServedHere
  | OwnerIsAlias
  | QuotaReached
  | { readonly kind: 'domain_not_served'; readonly domain: Domain }
  | { readonly kind: 'address_taken'; readonly address: EmailAddress }
  /** The mail server's operator lets the domain have so many aliases and no more. */
  | { readonly kind: 'alias_limit_reached'; readonly domain: Domain; readonly limit: number };

/** Makes `handle@domain` forward to its owner. The alias is durable before this resolves. */
export class CreateAlias {
  constructor(
    private readonly domains: DomainLookup,
    private readonly aliases: Pick<AliasStore, 'claim' | 'revive'>,
    private readonly policy: ConflictPolicy,
    /** Absent: nobody is banned. */
    private readonly bans?: BanCheck,
    private readonly rules = AddressRules.DEFAULT,
    /** Absent: nobody has a quota. */
    private readonly quotas?: QuotaCheck,
    /** Absent: no goto is known to be an alias. */
    private readonly owners?: Pick<OwnerLookup, 'findAliases'>,
  ) {}

  async execute(command: CreateAliasCommand): Promise<Result<CreatedAlias, CreateAliasError>> {
    const address = EmailAddress.of(command.handle, command.domain);
    if (!address.ok) return address;
    const isOwner = command.asker === 'owner';
    const banned = isOwner ? await this.bans?.find(subjectOf(command)) : undefined;
    if (banned) return err(banned);
    const [served, quota] = await Promise.all([
      this.domains.find(command.domain),
      isOwner ? this.quotas?.find('aliases', command.goto) : undefined,
    ]);
    if (!served?.active) return err({ kind: 'domain_not_served', domain: command.domain });

    const unfit = isOwner ? undefined : await this.findUnfitGoto(command);
    if (unfit) return err(unfit);

    const taken = err({ kind: 'address_taken', address: address.value } as const);
    if (command.asker === 'owner' && this.isReserved(address.value)) return taken;
    const alias = Alias.of(address.value, command.goto);
    // The address is the owner's own mailbox, so it is not free.
    if (!alias.ok) return taken;
    return (
      (await this.claim({ alias: alias.value, metadata: command.metadata, origin: command.origin, quota })) ?? taken
    );
  }

  /** An owner's key says that they are one; an operator may err. */
  private findUnfitGoto({ goto, localOwner }: CreateAliasCommand): Promise<OwnerServedHere | OwnerIsAlias | undefined> {
    return localOwner ? findOwnerAlias(this.owners, goto) : findOwnerServed(this.domains, goto);
  }

  private isReserved(address: EmailAddress): boolean {
    return this.rules.isReserved(address.handle) || this.rules.isSystemAddress(address);
  }

  private async claim(claim: AliasClaim): Promise<Result<CreatedAlias, CreateAliasError> | undefined> {
    const { alias } = claim;
    const outcome = await this.aliases.claim(claim);
    if (outcome.kind === 'claimed') return ok({ alias, created: true });
    if (outcome.kind === 'limit_reached')
      return err({ kind: 'alias_limit_reached', domain: alias.address.domain, limit: outcome.limit });
    if (outcome.kind === 'quota_reached') return quotaReached(outcome.quota);
    if (outcome.kind === 'too_long') return err({ kind: `${outcome.part}_too_long`, maxOctets: outcome.maxOctets });
    switch (decideConflict(this.policy, alias.goto, outcome.by)) {
      case 'taken':
        return undefined;
      case 'already_held':
        return ok({ alias, created: false });
      case 'revive':
        return this.revive(claim);
    }
  }

  private async revive(claim: AliasClaim): Promise<Result<CreatedAlias, CreateAliasError> | undefined> {
    const { alias, quota } = claim;
    switch (await this.aliases.revive(claim)) {
      case 'revived':
        return ok({ alias, created: false });
      case 'quota_reached':
        return quotaReached(quota);
      case 'not_held':
        return undefined;
    }
  }
}

function quotaReached(quota: number | undefined) {
  return err({ kind: 'quota_reached', what: 'aliases', quota } as const);
}

function subjectOf({ handle, domain, goto, origin }: CreateAliasCommand): BanSubject {
  return { handle, domain, owner: goto, ip: origin?.ip };
}
