import { readFileSync } from 'node:fs';
import { waitUntil } from './wait-until.js';

/** Signals for a process and its children (PostgreSQL serves each client by a child; MariaDB's threads are one process). */
export class ProcessFamily {
  constructor(private readonly pid: number) {}

  async pause(): Promise<void> {
    await stopped([this.pid]);
    // It is stopped and starts no more of them.
    await stopped(childrenOf(this.pid));
  }

  resume(): void {
    for (const pid of [...childrenOf(this.pid), this.pid]) signal(pid, 'SIGCONT');
  }

  /** Resolves once none is left: a server that starts again while an old child runs would refuse to. */
  async kill(): Promise<void> {
    await stopped([this.pid]);
    const all = [this.pid, ...childrenOf(this.pid)];
    for (const pid of all) signal(pid, 'SIGKILL');
    await waitUntil(`processes ${all.join(', ')} are gone`, () => all.every(isGone));
  }
}

async function stopped(pids: readonly number[]): Promise<void> {
  for (const pid of pids) signal(pid, 'SIGSTOP');
  const isStopped = (pid: number) => isGone(pid) || stateOf(pid) === 'T';
  await waitUntil(`processes ${pids.join(', ')} are stopped`, () => pids.every(isStopped));
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function childrenOf(pid: number): number[] {
  const text = read(`/proc/${pid}/task/${pid}/children`) ?? '';
  return text.split(' ').filter(Boolean).map(Number);
}

/** A zombie holds nothing any more; when it is waited for is its parent's affair. */
function isGone(pid: number): boolean {
  const state = stateOf(pid);
  return state === undefined || state === 'Z' || state === 'X';
}

/** See proc_pid_stat(5): the state follows the name, which may itself hold parentheses. */
function stateOf(pid: number): string | undefined {
  return read(`/proc/${pid}/stat`)?.split(') ').at(-1)?.charAt(0);
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
