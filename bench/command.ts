import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** The end of what it said, which is shown if it fails. */
const MAX_TAIL_CHARACTERS = 4_000;

/** A program that runs to its end. All that it started ends with it when it is disposed of. */
export class Command implements AsyncDisposable {
  private readonly child: ChildProcess;
  private readonly closed: Promise<unknown>;
  private output = '';
  private errors = '';

  constructor(
    private readonly line: readonly [string, ...string[]],
    cwd: string,
  ) {
    const [program, ...args] = line;
    // In a group of its own, so that a signal reaches what it started, too.
    this.child = spawn(program, args, { cwd, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    this.closed = once(this.child, 'close');
    // `said` reports the error.
    this.closed.catch(() => undefined);
    this.child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (this.output += chunk));
    this.child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (this.errors += chunk));
  }

  /**
   * Its standard output, without blanks at the ends.
   *
   * @throws Error if it does not start, or ends with anything but 0
   */
  async said(): Promise<string> {
    await this.closed;
    if (this.child.exitCode === 0) return this.output.trim();
    const tail = `${this.output}${this.errors}`.slice(-MAX_TAIL_CHARACTERS);
    throw new Error(`${this.line.join(' ')} failed:\n${tail}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const { pid, exitCode, signalCode } = this.child;
    if (pid !== undefined && exitCode === null && signalCode === null) process.kill(-pid, 'SIGKILL');
    await this.closed.catch(() => undefined);
  }
}
