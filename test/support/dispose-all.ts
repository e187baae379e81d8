/** Disposes of these in their order, and throws the first error afterwards. One that a failed set-up never made is passed over. */
export async function disposeAll(...things: readonly (AsyncDisposable | Disposable | undefined)[]): Promise<void> {
  const errors: unknown[] = [];
  for (const thing of things) {
    try {
      if (thing && Symbol.asyncDispose in thing) await thing[Symbol.asyncDispose]();
      else thing?.[Symbol.dispose]();
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw errors[0];
}
