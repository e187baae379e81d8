/** How long statements hold up the event loop one after another. The last may begin just before, so that its own time comes on top. */
const MAX_HOLD_MS = 4;

/** Lets the event loop turn between statements, which run on its thread. */
export class TurnBudget {
  private begunAtMs: number | undefined;

  /** Before a statement: resolves in this turn of the event loop, or in the next if statements have held it up for long. */
  async nextTurn(): Promise<void> {
    while (this.begunAtMs !== undefined && performance.now() - this.begunAtMs >= MAX_HOLD_MS)
      await new Promise((resolve) => setImmediate(resolve));
    if (this.begunAtMs !== undefined) return;
    this.begunAtMs = performance.now();
    setImmediate(() => {
      this.begunAtMs = undefined;
    });
  }
}
