import type { Domain } from '../domain/domain.js';
import { type Result } from '../domain/result.js';
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
export declare class AddDomain {
    private readonly domains;
    constructor(domains: DomainRegistry);
    execute({ domain, visible }: AddDomainCommand): Promise<Result<DomainRecord, AddDomainError>>;
}
