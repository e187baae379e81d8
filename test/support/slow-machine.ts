/** More than any bound on how long statements may hold up the event loop. */
const STEP_MS = 10;

/**
 * Does the work as on a machine so slow that each reading of the monotonic clock is 10 ms behind the last: what goes by the time that
 * statements take then does the same on every machine. One piece of work at a time.
 */
export async function onSlowMachine<T>(work: () => Promise<T>): Promise<T> {
  const now = performance.now.bind(performance);
  let lateMs = 0;
  performance.now = () => now() + (lateMs += STEP_MS);
  try {
    return await work();
  } finally {
    // So that nothing measures from a time that is still to come.
    await new Promise((resolve) => setImmediate(resolve));
    performance.now = now;
  }
}
