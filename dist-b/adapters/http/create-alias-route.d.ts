import type { CreateAlias } from '../../application/create-alias.js';
import type { DomainEncoding } from '../../application/ports/domain-encoding.js';
import { type Refusal } from './refuse.js';
import { type Route } from './route.js';
export declare function createAliasRoute(createAlias: CreateAlias, toALabels: DomainEncoding): Route;
/** Also for a handle on all domains. It never says whose it is. */
export declare function aliasTaken(address: string): Refusal;
