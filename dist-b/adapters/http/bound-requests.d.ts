import type { Middleware } from './context.js';
/** Refuses at once what is more than so many requests at a time; a place is free again when its work has ended and its answer is out. */
export declare function boundRequests(max: number): Middleware;
