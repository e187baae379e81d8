import type { LimitOutcome, RateLimiter } from '../../application/ports/rate-limiter.js';
import type { EmailAddress } from '../../domain/email-address.js';
import type { Context, Middleware } from './context.js';
import { type Refusal } from './refuse.js';
/** Each route with a key, as it is called in `where`, and the bucket of the key that it draws from. */
declare const PER_KEY: {
    readonly alias_create: "create_per_key";
    readonly handle_create: "create_per_key";
    readonly alias_delete: "delete_per_key";
    readonly handle_delete: "delete_per_key";
    readonly alias_list: "list_per_key";
    readonly alias_stats: "list_per_key";
    readonly activity: "list_per_key";
};
export type KeyedRoute = keyof typeof PER_KEY;
/** Builds what stands before routes. Without a limiter, everything passes. */
export declare class RequestLimits {
    private readonly limiter;
    constructor(limiter: RateLimiter | undefined);
    /** All that a route with a key stands behind, in the contract's order: limit per IP, key, limit per key. */
    withKey(where: KeyedRoute, requireKey: Middleware): Middleware[];
    /** None where there is no such limit. */
    perIp(where: string): Middleware[];
    perKey(where: KeyedRoute): Middleware;
    /** Keys by mail that one caller asks for. */
    credentialsPerIp(where: string): Middleware;
    /** Keys by mail for one address, whoever asks; answers where there were too many. The address itself stands in no bucket. */
    passesPerEmail(ctx: Context, where: string, email: EmailAddress): Promise<boolean>;
    private isOn;
    /** Each 401 takes a point of its caller's IP; with none left no key is looked up any more, be it good or bad. */
    failedKeys(where: string): Middleware;
}
/** Which bucket is empty. */
export type LimitReason = 'too_many_requests_key' | 'too_many_requests_ip' | 'too_many_requests_email';
interface Policy {
    readonly policy: string;
    readonly where: string;
    readonly reason: LimitReason;
}
/** For 429. */
export declare function rateLimited({ where, reason }: Pick<Policy, 'where' | 'reason'>, { limit, windowSeconds }: Pick<LimitOutcome, 'limit' | 'windowSeconds'>, seconds: number): Refusal;
export {};
