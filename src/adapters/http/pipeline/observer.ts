/**
 * What is told of a request once its answer is sent, or its caller has hung up. It never holds a
 * key or a body.
 */
export interface RequestLine {
  readonly requestId: string;
  readonly method: string;
  /** The route's pattern; absent where no route matched. */
  readonly route: string | undefined;
  /** Absent where the caller hung up before an answer. */
  readonly status: number | undefined;
  readonly durationMs: number;
  readonly keyId: number | undefined;
  /** The caller's address, behind as many proxies as are trusted. */
  readonly ip: string;
}

/** For telling the operator what the HTTP side does. */
export interface HttpObserver {
  /**
   * How many requests run now, each time that this changes: those that hold one of the places that
   * are bounded.
   */
  requestsRunning?(count: number): void;
  requestDone(line: RequestLine): void;
  /** Something failed: the caller got 500, or 503 where a store is unavailable. */
  requestFailed(failure: { readonly requestId: string; readonly status: 500 | 503; readonly error: unknown }): void;
}
