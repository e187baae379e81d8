import type { ListServedDomains } from '../../application/list-served-domains.js';
import { type Route } from './route.js';
/** Open to everybody. */
export declare function domainsRoute(listServedDomains: ListServedDomains): Route;
