/** Runs each owner's expensive reads one after another: they hold one connection at a time, and other work comes in between. */
export class OwnerTurns {
  private readonly last = new Map<string, Promise<unknown>>();

  run<T>(owner: string, work: () => Promise<T>): Promise<T> {
    const result = (this.last.get(owner) ?? Promise.resolve()).then(work, work);
    this.last.set(owner, result);
    const forget = () => {
      if (this.last.get(owner) === result) this.last.delete(owner);
    };
    result.then(forget, forget);
    return result;
  }
}
