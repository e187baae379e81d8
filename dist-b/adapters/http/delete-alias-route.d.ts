import type { DeleteAlias } from '../../application/delete-alias.js';
import type { DomainEncoding } from '../../application/ports/domain-encoding.js';
import { type Route } from './route.js';
export declare function deleteAliasRoute(deleteAlias: DeleteAlias, toALabels: DomainEncoding): Route;
