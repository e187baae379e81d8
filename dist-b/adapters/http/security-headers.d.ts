import type { Context, Next } from './context.js';
export declare function securityHeaders(ctx: Context, next: Next): Promise<unknown>;
