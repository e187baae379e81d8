import type { Middleware } from './context.js';
import type { HttpObserver } from './observer.js';
import { type Refusal } from './refuse.js';
/** The one boundary where what was thrown becomes an answer. Nothing of the failure itself leaves the house. */
export declare function answerFailures(observer: HttpObserver): Middleware;
/** The body of a failure; what failed stands in the log, by the id. */
export declare function failure(status: 500 | 503, requestId: string): Refusal;
