/** Lets one in at a time, in the order in which they came. */
export class Turns {
  private last: Promise<void> = Promise.resolve();

  async take(): Promise<() => void> {
    const before = this.last;
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.last = promise.then(() => undefined);
    await before;
    return () => {
      resolve(undefined);
    };
  }
}
