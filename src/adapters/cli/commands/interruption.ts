const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** Notes that somebody wants an end, so that work can end where it is whole. The second signal ends the program at once. */
export class Interruption implements Disposable {
  private noted = false;
  private readonly note = () => {
    this.noted = true;
    this[Symbol.dispose]();
    this.onNote();
  };

  /** @param onNote - ends what may wait for long. */
  constructor(private readonly onNote: () => void) {
    for (const signal of SIGNALS) process.on(signal, this.note);
  }

  get isNoted(): boolean {
    return this.noted;
  }

  [Symbol.dispose](): void {
    for (const signal of SIGNALS) process.off(signal, this.note);
  }
}
