import type { LimitBucket } from '../../application/ports/rate-limiter.js';

const MINUTE_SECONDS = 60;
const HOUR_SECONDS = 3_600;

export const WINDOW_SECONDS = {
  create_per_key: MINUTE_SECONDS,
  delete_per_key: MINUTE_SECONDS,
  list_per_key: MINUTE_SECONDS,
  all_per_ip: MINUTE_SECONDS,
  failed_keys_per_ip: MINUTE_SECONDS,
  credentials_per_ip: HOUR_SECONDS,
  credentials_per_network: HOUR_SECONDS,
  credentials_per_email: HOUR_SECONDS,
  credentials_total: HOUR_SECONDS,
} as const satisfies Record<LimitBucket, number>;

/** Points of a subject in each bucket's window; 0 turns a bucket off. */
export type Limits = Readonly<Record<LimitBucket, number>>;

export const BUCKETS = Object.keys(WINDOW_SECONDS) as LimitBucket[];
