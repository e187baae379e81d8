import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

const LISTENING = /listening on (http:\/\/[^\s"]+)/;
/** What it says at its start is listened to; what comes after is read away. */
const MAX_HEARD = 10_000;
const STOP_TIMEOUT_MS = 5_000;

/** A program of Node.js that listens, in a process of its own with nothing of our environment but the path. Its log is read away. */
export class Program implements AsyncDisposable {
  private constructor(
    readonly url: string,
    readonly pid: number,
    private readonly child: ChildProcess,
  ) {}

  /** Resolves once it says where it listens. */
  static async start(
    args: readonly string[],
    cwd: string,
    env: Readonly<Record<string, string>> = {},
  ): Promise<Program> {
    const child = launch(args, cwd, env);
    let said = '';
    const url = await new Promise<string | undefined>((resolve) => {
      const hear = (chunk: Buffer) => {
        if (said.length > MAX_HEARD) return;
        said += chunk.toString();
        const found = LISTENING.exec(said)?.[1];
        if (found !== undefined) resolve(found);
      };
      child.stdout?.on('data', hear);
      child.stderr?.on('data', hear);
      child.on('close', () => {
        resolve(undefined);
      });
    });
    if (url === undefined) throw new Error(`${args.join(' ')} did not start: ${said}`);
    return new Program(url, pidOf(child), child);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await end(this.child);
  }
}

/** The same without waiting for it. */
export function launch(args: readonly string[], cwd: string, env: Readonly<Record<string, string>>): ChildProcess {
  return spawn(process.execPath, args, {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  }).on('spawn', function (this: ChildProcess) {
    this.stdout?.resume();
    this.stderr?.resume();
  });
}

/** By SIGTERM, and by SIGKILL where that takes too long. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill();
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(timer);
}

function pidOf(child: ChildProcess): number {
  if (child.pid === undefined) throw new Error('a process that did not start');
  return child.pid;
}
