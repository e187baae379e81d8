import { type Logger } from 'pino';
import type { HttpObserver } from '../adapters/http/observer.js';
export declare const LOG_LEVELS: readonly ["fatal", "error", "warn", "info", "debug", "trace", "silent"];
export type LogLevel = (typeof LOG_LEVELS)[number];
/** JSON lines on standard output, or something for people where that is a terminal. */
export declare function openLogger(level: LogLevel): Promise<Logger>;
/** A line a request. It holds no key, no body and no path: the route is the pattern that matched. */
export declare function logRequests(logger: Logger): HttpObserver;
