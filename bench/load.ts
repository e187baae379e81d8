import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Load, Turn } from './turn.js';

const PROGRAM = fileURLToPath(new URL('load-process.ts', import.meta.url));

/** The process that makes the load, one turn at a time. */
export class LoadProcess implements AsyncDisposable {
  private readonly child: ChildProcess = fork(PROGRAM);
  private last: Promise<unknown> = Promise.resolve();
  private readonly ended = once(this.child, 'exit');

  /** Behind the turn that runs. */
  run(load: Load): Promise<Turn> {
    const turn = this.last.then(() => this.runNow(load));
    this.last = turn.catch(() => undefined);
    return turn;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }

  private async runNow(load: Load): Promise<Turn> {
    const abandoned = new AbortController();
    this.child.send(load);
    try {
      const answer = once(this.child, 'message', { signal: abandoned.signal });
      const [turn] = (await Promise.race([answer, this.ended.then(fail)])) as [Turn];
      if (turn.answers === 0) throw new Error(`nothing was answered at ${load.url}`);
      return turn;
    } finally {
      abandoned.abort();
    }
  }
}

function fail(): never {
  throw new Error('the process that makes the load has ended');
}
