import { ListAliases } from '../../application/list-aliases.js';
import type { DomainEncoding } from '../../application/ports/domain-encoding.js';
import { type Route } from './route.js';
export declare function listAliasesRoute(listAliases: ListAliases, toALabels: DomainEncoding): Route;
