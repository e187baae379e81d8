import type { HttpObserver } from '../adapters/http/observer.js';
import type { PoolUse } from '../adapters/sql/dialects/dialect.js';
import type { Backend } from '../application/ports/backend.js';
/** What an operator watches, in Prometheus' form. No label holds what a caller may choose. */
export declare class Metrics {
    private readonly registry;
    private readonly requests;
    private readonly latency;
    private readonly failures;
    private readonly running;
    private readonly claims;
    constructor();
    readonly contentType: "text/plain; version=0.0.4; charset=utf-8";
    text(): Promise<string>;
    /** Counts requests, and tells another observer of them. */
    observing(next: HttpObserver): HttpObserver;
    /** The same backend, whose claims are counted. */
    counting(backend: Backend): Backend;
    watchPool(use: () => PoolUse): void;
    /** Watches how many mails wait; nothing is told of them while the storage cannot say. */
    watchMailQueue(size: () => Promise<number>): void;
}
