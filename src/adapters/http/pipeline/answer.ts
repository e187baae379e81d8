import type { HttpProblem } from './problem.js';

/** What a request is answered with, beside the headers that every answer has. */
export interface Answer {
  readonly status: number;
  /** An object is sent as JSON; text and octets need a `type`. Absent with 204. */
  readonly body?: object | string | Uint8Array;
  /** `application/json; charset=utf-8` by default. */
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** A `Content-Security-Policy` of its own, for a page. */
  readonly contentPolicy?: string;
  /**
   * Lets every cache keep the answer for so long, shared ones too. They hand it to others whole, so
   * nothing of this caller may be in it: `RateLimit` is left out, and the caller's own
   * `X-Request-Id` goes to nobody who did not send the same one. To name the fields in `no-cache`
   * would not do: most caches take that for the whole answer and keep nothing (RFC 9111 5.2.2.4).
   */
  readonly publicForSeconds?: number;
}

/** A route answers by itself, or leaves it to its API to word a problem. */
export type Outcome = Answer | HttpProblem;
