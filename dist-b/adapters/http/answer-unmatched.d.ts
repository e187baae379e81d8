import type { Context } from './context.js';
/** Runs where no route took the request: 405 where the path has other methods, else 404. */
export declare function answerUnmatched(ctx: Context): void;
/** What the path may be asked by; none where there is no such path. */
export declare function methodsOf(ctx: Context): string[];
