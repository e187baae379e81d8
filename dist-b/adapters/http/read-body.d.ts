import type { Context, Next } from './context.js';
import { type Refusal } from './refuse.js';
export declare const JSON_TYPE = "application/json";
export declare const FORM_TYPE = "application/x-www-form-urlencoded";
export declare const MALFORMED_BODY: Refusal;
export declare const BODY_TOO_LARGE: Refusal;
export declare const UNSUPPORTED_TYPE: Refusal;
/** Reads a JSON or form body into `ctx.request.body`, an object; it is empty where the request has no body. */
export declare function readBody(ctx: Context, next: Next): Promise<void>;
