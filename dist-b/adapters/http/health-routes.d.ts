import type { StorageProbe } from '../../application/ports/backend.js';
import type { Route } from './route.js';
export declare function liveRoute(): Route;
/** A failure of any kind means 503 here. */
export declare function readyRoute(probe: StorageProbe, timeoutMs: number): Route;
