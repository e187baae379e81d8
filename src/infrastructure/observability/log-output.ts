import { constants, fstatSync, openSync, write, writeSync } from 'node:fs';
import { Socket } from 'node:net';
import { isatty } from 'node:tty';

/** Lines leave together when there are so many (half of what a pipe of Linux holds), or so long after the first. */
const GATHERED_CHARACTERS = 32_768;
const LOG_DELAY_MS = 100;
/** What is kept while the output takes nothing, some 20,000 requests' lines. Lines over that are lost, and counted. */
const MAX_WAITING_CHARACTERS = 4_194_304;
/** When to try again: a full pipe that has a reader, and an output that failed (no space left, no reader). */
const FULL_PAUSE_MS = 10;
const FAILED_PAUSE_MS = 1_000;
/** How long the end of the process waits for a pipe to take the last lines. */
const LAST_LINES_MS = 500;

/** PIPE_BUF of Linux (pipe(7)). */
const ATOMIC_OCTETS = 4_096;
const LINE_FEED = 0x0a;

const STANDARD_OUTPUT = 1;

/**
 * Writes log lines to standard output. A line is on its way a moment after `write` returns, or at the end of the process: to hand on
 * each line alone would cost as much as half of its request.
 *
 * Nothing that the output does reaches the caller. If it fails, stalls or has no reader, lines wait, up to a bound, and it is tried
 * again. Writing never blocks the event loop: pipes, sockets and terminals are written to without blocking, and files by another thread.
 */
export class LogOutput {
  private readonly descriptor: number;
  private readonly isBlocking: boolean;
  private gathered = '';
  private leaving: Buffer = Buffer.alloc(0);
  private timer: NodeJS.Timeout | undefined;
  /** While a write is under way, or the output is given a pause. */
  private isBusy = false;
  private lostSinceReport = 0;
  private lost = 0;

  /** @param onWritable - called when lines were lost and the output takes lines again, with how many. */
  constructor(private readonly onWritable: (linesLost: number) => void) {
    ({ descriptor: this.descriptor, isBlocking: this.isBlocking } = openOutput());
    process.on('exit', () => {
      this.writeLastLines();
    });
  }

  /** How many lines were lost since the start of the process. */
  get linesLost(): number {
    return this.lost;
  }

  write(line: string): void {
    if (this.gathered.length + this.leaving.length + line.length > MAX_WAITING_CHARACTERS) {
      this.lost += 1;
      this.lostSinceReport += 1;
      return;
    }
    this.gathered += line;
    if (this.isBusy) return;
    if (this.gathered.length >= GATHERED_CHARACTERS) this.leave();
    else this.timer ??= this.after(LOG_DELAY_MS);
  }

  private after(pauseMs: number): NodeJS.Timeout {
    return setTimeout(() => {
      this.leave();
    }, pauseMs).unref();
  }

  private leave(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.isBusy = true;
    this.takeGathered();
    if (this.isBlocking) {
      write(this.descriptor, this.leaving, (error, written) => {
        this.noteWritten(error ?? written);
      });
      return;
    }
    this.noteWritten(this.writePieces());
  }

  /** Piece by piece, until all is written or no more is taken. */
  private writePieces(): number | NodeJS.ErrnoException {
    for (;;) {
      const outcome = tryToWrite(this.descriptor, firstPiece(this.leaving));
      if (typeof outcome !== 'number' || outcome === this.leaving.length) return outcome;
      this.leaving = this.leaving.subarray(outcome);
    }
  }

  private takeGathered(): void {
    if (this.leaving.length > 0) return;
    this.leaving = Buffer.from(this.gathered);
    this.gathered = '';
  }

  private noteWritten(outcome: number | NodeJS.ErrnoException): void {
    if (typeof outcome !== 'number') {
      this.timer = this.after(outcome.code === 'EAGAIN' ? FULL_PAUSE_MS : FAILED_PAUSE_MS);
      return;
    }
    this.leaving = this.leaving.subarray(outcome);
    if (this.leaving.length > 0) {
      this.timer = this.after(FULL_PAUSE_MS);
      return;
    }
    this.isBusy = false;
    const lost = this.lostSinceReport;
    this.lostSinceReport = 0;
    if (lost > 0) this.onWritable(lost);
    if (this.gathered !== '') this.timer ??= this.after(LOG_DELAY_MS);
  }

  /** The event loop has ended. What another thread writes just now is written; a pipe that takes no more is not waited for for ever. */
  private writeLastLines(): void {
    if (this.isBlocking && this.isBusy && this.timer === undefined) this.leaving = Buffer.alloc(0);
    const deadlineMs = performance.now() + LAST_LINES_MS;
    for (;;) {
      this.takeGathered();
      if (this.leaving.length === 0) return;
      const outcome = tryToWrite(this.descriptor, firstPiece(this.leaving));
      if (typeof outcome === 'number') this.leaving = this.leaving.subarray(outcome);
      else if (outcome.code !== 'EAGAIN' || performance.now() > deadlineMs) return;
      else pause(FULL_PAUSE_MS);
    }
  }
}

/** Standard output, and whether writing to it may block the thread that writes. */
function openOutput(): { readonly descriptor: number; readonly isBlocking: boolean } {
  const isTerminal = isatty(STANDARD_OUTPUT);
  if (isTerminal || fstatSync(STANDARD_OUTPUT).isFIFO()) {
    // Opened again, so that not to block is ours alone: of what several processes share, Node.js makes one that blocks when any of
    // them ends, and a shell would find its terminal changed. Ctrl-S stops a terminal, and a reader may stop a pipe.
    const { O_WRONLY, O_NONBLOCK, O_NOCTTY } = constants;
    try {
      return { descriptor: openSync('/dev/fd/1', O_WRONLY | O_NONBLOCK | O_NOCTTY), isBlocking: false };
    } catch {
      if (isTerminal) return { descriptor: STANDARD_OUTPUT, isBlocking: true };
    }
  }
  // Node.js sets O_NONBLOCK on a pipe or a socket when it makes this stream.
  return { descriptor: STANDARD_OUTPUT, isBlocking: !(process.stdout instanceof Socket) };
}

/** As many whole lines as a pipe takes at once or not at all, so that no line of another worker comes in between. */
function firstPiece(lines: Buffer): Buffer {
  if (lines.length <= ATOMIC_OCTETS) return lines;
  const end = lines.lastIndexOf(LINE_FEED, ATOMIC_OCTETS - 1) + 1;
  return end > 0 ? lines.subarray(0, end) : lines;
}

function tryToWrite(descriptor: number, bytes: Buffer): number | NodeJS.ErrnoException {
  try {
    return writeSync(descriptor, bytes);
  } catch (error) {
    return error as NodeJS.ErrnoException;
  }
}

function pause(durationMs: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)), 0, 0, durationMs);
}
