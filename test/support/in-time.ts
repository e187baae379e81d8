/** So that a red test ends, and disposes, before its time is over. */
const PATIENCE_MS = 5_000;

/** What the promise resolves with, if that is soon. */
export async function inTime<T>(promise: Promise<T>, whatFor: () => string): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    late.reject(new Error(`waited in vain for ${whatFor()}`));
  }, PATIENCE_MS);
  try {
    return await Promise.race([promise, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
