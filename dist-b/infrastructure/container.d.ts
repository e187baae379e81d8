import 'reflect-metadata';
import { Container } from 'inversify';
import type { Backend } from '../application/ports/backend.js';
import type { BanLookup } from '../application/ports/ban-registry.js';
import type { DomainLookup } from '../application/ports/domain-registry.js';
import type { KeyLookup } from '../application/ports/key-registry.js';
import type { ConflictPolicy } from '../domain/conflict-policy.js';
export type UseCases = Pick<Container, 'get'>;
/** What requests look up, where that is not the storage itself. */
export interface Lookups {
    readonly keys: KeyLookup;
    readonly domains: DomainLookup;
    readonly bans: BanLookup;
}
/** The one place that knows which parts the service is made of: ask it for a use case by its class. */
export declare function composeUseCases(backend: Backend, policy: ConflictPolicy, lookups?: Lookups): UseCases;
