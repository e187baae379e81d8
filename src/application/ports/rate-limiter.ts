/** What is counted. Each bucket has a limit of its own for each subject: an owner, an IP address or network, a mailbox; `credentials_total` has one. */
export type LimitBucket =
  | 'create_per_key'
  | 'delete_per_key'
  | 'list_per_key'
  | 'all_per_ip'
  | 'failed_keys_per_ip'
  | 'credentials_per_ip'
  | 'credentials_per_network'
  | 'credentials_per_email'
  | 'credentials_total';

/** How a subject stands in a bucket. */
export interface LimitOutcome {
  readonly allowed: boolean;
  /** Points that a subject has in a window. */
  readonly limit: number;
  readonly windowSeconds: number;
  readonly remaining: number;
  /** Until the window is over and all points are back. */
  readonly resetMs: number;
}

/** For counting how often somebody does something. `undefined` where the bucket is turned off. The subject is never a secret. */
export interface RateLimiter {
  /** Whether anything is counted in this bucket at all; it stays so. */
  isOn(bucket: LimitBucket): boolean;
  /**
   * Takes `points`, 1 by default, and never more than the bucket's limit, so that each request passes in a full bucket. If fewer
   * are left, it is not allowed, and they are gone too.
   */
  consume(bucket: LimitBucket, subject: string, points?: number): Promise<LimitOutcome | undefined>;
  /** Gives a point back, one that was refused too; a subject never has more than the bucket's. */
  refund(bucket: LimitBucket, subject: string): Promise<void>;
  /** Takes none; not allowed where there is none left. */
  peek(bucket: LimitBucket, subject: string): Promise<LimitOutcome | undefined>;
}
