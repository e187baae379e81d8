/**
 * A store could not do what it was asked, through no fault of the request: away, full, busy or read-only.
 *
 * Adapters throw it with the driver's error as `cause`. The call had no effect, or its effect is safe to repeat. Anything
 * else that a store throws is a fault of ours.
 */
export declare class StoreUnavailable extends Error {
    readonly name = "StoreUnavailable";
}
