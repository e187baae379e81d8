import type { Context, Next } from './context.js';
import { type Refusal } from './refuse.js';
export declare const HOST_MISSING: Refusal;
/** RFC 9112 3.2: an HTTP/1.1 request without a Host header is answered 400. Node.js would do so in a form of its own. */
export declare function requireHost(ctx: Context, next: Next): Promise<unknown>;
