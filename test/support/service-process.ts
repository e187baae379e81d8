import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const built = (file: string) => fileURLToPath(new URL(`../../dist/bin/${file}`, import.meta.url));

const MAIN = built('main.js');
export const QUICKSTART = built('quickstart.js');

export interface ProcessOptions {
  /** The working directory; a relative database path and a .env file are looked for there. */
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** A shell command that runs before the program takes its place. */
  readonly before?: string;
  /** Whether the test writes to its standard input; otherwise that is empty. */
  readonly writes?: boolean;
}

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A built program of ours in a process of its own, with nothing of this environment but the path. */
export class ServiceProcess implements AsyncDisposable {
  stdout = '';
  stderr = '';
  readonly exited: Promise<Finished>;
  private readonly child: ChildProcess;
  private listeners: (() => void)[] = [];

  constructor(
    program: string,
    args: readonly string[],
    { cwd, env = {}, before = ':', writes = false }: ProcessOptions,
  ) {
    const command = [process.execPath, program, ...args];
    this.child = spawn('/bin/sh', ['-c', `${before}; exec "$@"`, 'sh', ...command], {
      cwd,
      env: { PATH: process.env['PATH'] ?? '', ...env },
      stdio: [writes ? 'pipe' : 'ignore', 'pipe', 'pipe'],
      // No test waits this long; one that fails leaves nothing behind.
      timeout: 60_000,
      killSignal: 'SIGKILL',
    });
    this.child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      this.stdout += chunk;
      this.wake();
    });
    this.child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      this.stderr += chunk;
      this.wake();
    });
    this.exited = once(this.child, 'close').then(([code]) => {
      this.wake();
      return { code: code as number | null, stdout: this.stdout, stderr: this.stderr };
    });
  }

  /** Where the service listens, once it says so. Throws where it ends before. */
  async listening(): Promise<string> {
    const match = await this.output(/listening on (http:\/\/[^\s"]+)/);
    return match[1] ?? '';
  }

  /** The first match in what it printed, as soon as there is one. */
  async output(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const match = pattern.exec(this.stdout);
      if (match) return match;
      if (this.child.exitCode !== null || this.child.signalCode !== null) {
        throw new Error(`it ended before it printed ${String(pattern)}: ${this.stdout}${this.stderr}`);
      }
      await new Promise<void>((resolve) => this.listeners.push(resolve));
    }
  }

  /** To its standard input, which stays open. */
  write(text: string): void {
    this.child.stdin?.write(text);
  }

  /** Leaves its output in the pipe, which is full before long. */
  stopReading(): void {
    this.child.stdout?.pause();
  }

  readOn(): void {
    this.child.stdout?.resume();
  }

  /** Leaves its output without a reader. */
  closeOutput(): void {
    this.child.stdout?.destroy();
  }

  /** Its own process, and those of its workers. */
  processes(): readonly number[] {
    const { pid = 0 } = this.child;
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
    return [pid, ...children.map(Number)];
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.kill('SIGKILL');
    await this.exited;
  }

  private wake(): void {
    for (const listener of this.listeners.splice(0)) listener();
  }
}

/** Tests ask more often than a caller may. */
const UNLIMITED = {
  POSTERN_LIMIT_CREATE_PER_KEY: '0',
  POSTERN_LIMIT_ALL_PER_IP: '0',
  POSTERN_LIMIT_FAILED_KEYS_PER_IP: '0',
};

/** `postern serve` on a free port. */
export function serve(options: ProcessOptions): ServiceProcess {
  return new ServiceProcess(MAIN, ['serve'], { ...options, env: { POSTERN_PORT: '0', ...UNLIMITED, ...options.env } });
}

/** A command of `postern` that is under way. */
export function startPostern(options: ProcessOptions, ...args: string[]): ServiceProcess {
  return new ServiceProcess(MAIN, args, options);
}

/** Runs a command of `postern` to its end. */
export function postern(options: ProcessOptions, ...args: string[]): Promise<Finished> {
  return startPostern(options, ...args).exited;
}

/** What a command of `postern` prints with --json. */
export async function posternJson(options: ProcessOptions, ...args: string[]): Promise<unknown> {
  const { code, stdout, stderr } = await postern(options, ...args, '--json');
  if (code !== 0) throw new Error(`postern ${args.join(' ')} ended with ${String(code)}: ${stderr}`);
  return JSON.parse(stdout);
}

/** Adds example.org, and returns a key of owner@example.net's. */
export async function seed(options: ProcessOptions): Promise<string> {
  await posternJson(options, 'domain', 'add', 'example.org');
  const { key } = (await posternJson(options, 'key', 'create', 'owner@example.net')) as { key: string };
  return key;
}
