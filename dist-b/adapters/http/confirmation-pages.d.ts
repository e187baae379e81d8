import type { Context } from './context.js';
/** Programs that say nothing of what they accept get JSON. */
export declare function wantsPage(ctx: Context): boolean;
export declare function answerPage(ctx: Context, status: number, page: string): void;
/** The form's target is relative, so that it is right behind a proxy that serves us under a path. */
export declare function confirmationPage(email: string, days: number, token: string): string;
export declare function keyPage(email: string, days: number, key: string): string;
export declare function invalidLinkPage(): string;
