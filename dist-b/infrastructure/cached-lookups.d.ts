import type { Backend } from '../application/ports/backend.js';
import type { Lookups } from './container.js';
/** What each request looks up, asked of the backend once a second and not once a request. */
export declare function cachedLookups({ keys, domains, bans }: Backend): Lookups;
