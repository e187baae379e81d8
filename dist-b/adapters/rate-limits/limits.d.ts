import type { LimitBucket } from '../../application/ports/rate-limiter.js';
export declare const WINDOW_SECONDS: {
    readonly create_per_key: 60;
    readonly delete_per_key: 60;
    readonly list_per_key: 60;
    readonly all_per_ip: 60;
    readonly failed_keys_per_ip: 60;
    readonly credentials_per_ip: 3600;
    readonly credentials_per_email: 3600;
};
/** Points of a subject in each bucket's window; 0 turns a bucket off. */
export type Limits = Readonly<Record<LimitBucket, number>>;
export declare const BUCKETS: LimitBucket[];
