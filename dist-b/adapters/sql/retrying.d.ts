/**
 * Runs a read or a whole transaction, and again where it had no effect through no fault of its own. Not for a single statement that
 * writes outside a transaction: one that broke off may have had its effect.
 */
export declare function retrying<T>(work: () => Promise<T>, maxAttempts?: number): Promise<T>;
