import type { Middleware } from './context.js';
import type { HttpObserver } from './observer.js';
/** Gives the request its id, and tells the observer how it ended. */
export declare function identifyRequest(observer: HttpObserver): Middleware;
/** The caller's own id where it fits, so that it can follow the request through its own logs; else a new one. */
export declare function requestIdFor(header: string): string;
