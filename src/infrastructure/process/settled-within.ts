/** Resolves once the work is over, or after the time limit. Rejects if the work does within it. */
export async function settledWithin(timeoutMs: number, work: Promise<unknown> | undefined): Promise<void> {
  const timeout = Promise.withResolvers<undefined>();
  const timer = setTimeout(timeout.resolve, timeoutMs, undefined);
  try {
    await Promise.race([work, timeout.promise]);
  } finally {
    clearTimeout(timer);
  }
}
