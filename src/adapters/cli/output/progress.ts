const INTERVAL_MS = 200;
/** ECMA-48: to the line's beginning, and erase to its end. */
const CLEAR_LINE = '\r\u001b[K';

/** One line on a terminal that says how far it is; nothing where standard error is none. */
export class Progress {
  private shownAtMs = Number.NEGATIVE_INFINITY;
  private isShown = false;

  constructor(private readonly terminal: NodeJS.WriteStream = process.stderr) {}

  show(text: string): void {
    if (!this.terminal.isTTY || performance.now() - this.shownAtMs < INTERVAL_MS) return;
    this.terminal.write(`${CLEAR_LINE}${text}`);
    this.shownAtMs = performance.now();
    this.isShown = true;
  }

  /** Before anything else is written there. */
  clear(): void {
    if (this.isShown) this.terminal.write(CLEAR_LINE);
    this.isShown = false;
  }
}
