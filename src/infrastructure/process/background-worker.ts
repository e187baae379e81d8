/** Work that goes on beside the requests, from the start of the service until it stops. */
export interface BackgroundWorker {
  /** Never throws: a failure is logged, and the work goes on later. */
  start(): void;
  /** Resolves once the step that runs is over, or after the time limit. */
  stop(timeoutMs: number): Promise<void>;
}
