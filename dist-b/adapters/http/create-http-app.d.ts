import Koa from 'koa';
import type { RateLimiter } from '../../application/ports/rate-limiter.js';
import type { State } from './context.js';
import type { HttpObserver } from './observer.js';
import { type RouteDependencies } from './routes.js';
export interface HttpAppDependencies extends RouteDependencies {
    readonly observer: HttpObserver;
    /** Absent: nothing is limited. */
    readonly limiter?: RateLimiter;
}
export interface HttpAppOptions {
    /** How many proxies stand in front and are believed in `X-Forwarded-For`; 0 by default. */
    readonly trustedProxies?: number;
    /** How long `/health/ready` waits for the storage; 1,000 by default. */
    readonly readyTimeoutMs?: number;
    /** Which origins' pages and extensions may read the answers; none by default. */
    readonly corsOrigins?: readonly string[];
    /** How many requests run at a time at most; 1,000 by default. */
    readonly maxConcurrentRequests?: number;
    /** Where Redoc's standalone file lies, of which `/docs` is made. Absent: there is no `/docs`. */
    readonly redocFile?: string;
}
export declare const MAX_CONCURRENT_REQUESTS = 1000;
/** The HTTP API as a Koa application: every route, and what stands before them, in the order that the contract gives its checks. */
export declare function createHttpApp(dependencies: HttpAppDependencies, options?: HttpAppOptions): Koa<State>;
