import type { Domain } from '../domain/domain.js';
import { type Result } from '../domain/result.js';
import type { DomainRecord, DomainRegistry } from './ports/domain-registry.js';
export interface SwitchDomainCommand {
    readonly domain: Domain;
    readonly active: boolean;
}
export interface SwitchDomainError {
    readonly kind: 'domain_unknown';
    readonly domain: Domain;
}
/** Enables or disables a domain. A disabled one takes no mail and no new aliases; its aliases stay as they are. */
export declare class SwitchDomain {
    private readonly domains;
    constructor(domains: DomainRegistry);
    execute({ domain, active }: SwitchDomainCommand): Promise<Result<DomainRecord, SwitchDomainError>>;
}
