export interface CacheLimits {
    /** How old an answer may be when it is used, from when it was asked for. */
    readonly ttlMs: number;
    /** The oldest go when there are more. */
    readonly maxEntries: number;
    /** A clock that nobody sets. */
    readonly nowMs?: () => number;
}
/** As long as a key may live after its revocation, or a domain after it was switched off. */
export declare const DEFAULT_LIMITS: CacheLimits;
/**
 * Answers that are good for a moment. Whoever asks while an answer is on its way waits for that one, so that a thousand callers ask
 * once. A failure is told to those who wait, and not kept.
 */
export declare class ShortLivedCache<T> {
    private readonly limits;
    /** In the order in which they were asked for. */
    private readonly entries;
    private readonly nowMs;
    constructor(limits?: CacheLimits);
    get(key: string, ask: () => Promise<T>): Promise<T>;
}
