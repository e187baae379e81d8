import { Alias } from '../domain/alias.js';
import { type ConflictPolicy } from '../domain/conflict-policy.js';
import type { Domain } from '../domain/domain.js';
import { type AddressTooLong, EmailAddress } from '../domain/email-address.js';
import type { Handle } from '../domain/handle.js';
import { type Result } from '../domain/result.js';
import type { BanCheck, Banned } from './ban-check.js';
import type { AliasStore } from './ports/alias-store.js';
import type { DomainLookup } from './ports/domain-registry.js';
import type { Origin } from './ports/origin.js';
export interface CreateAliasCommand {
    readonly handle: Handle;
    readonly domain: Domain;
    /** Where the mail goes; it is the alias's owner. */
    readonly goto: EmailAddress;
    /** Role names (`postmaster`, `abuse` …) are the operator's alone. */
    readonly asker: 'owner' | 'operator';
    /** By what way it was asked for; absent on the command line. */
    readonly origin?: Origin;
}
export interface CreatedAlias {
    readonly alias: Alias;
    /** `false` where the owner had it already, under a policy that answers a repeat with success. */
    readonly created: boolean;
}
export type CreateAliasError = AddressTooLong | Banned | {
    readonly kind: 'domain_not_served';
    readonly domain: Domain;
} | {
    readonly kind: 'address_taken';
    readonly address: EmailAddress;
}
/** The mail server's operator lets the domain have so many aliases and no more. */
 | {
    readonly kind: 'alias_limit_reached';
    readonly domain: Domain;
    readonly limit: number;
};
/** Makes `handle@domain` forward to its owner. The alias is durable before this resolves. */
export declare class CreateAlias {
    private readonly domains;
    private readonly aliases;
    private readonly policy;
    /** Absent: nobody is banned. */
    private readonly bans?;
    constructor(domains: DomainLookup, aliases: Pick<AliasStore, 'claim' | 'revive'>, policy: ConflictPolicy, 
    /** Absent: nobody is banned. */
    bans?: BanCheck | undefined);
    execute(command: CreateAliasCommand): Promise<Result<CreatedAlias, CreateAliasError>>;
    private claim;
}
