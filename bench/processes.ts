import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const TICKS_PER_SECOND = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
/** In proc_pid_stat(5), counted behind the name: utime, stime, and those of children that ended. */
const TIMES = [11, 12, 13, 14] as const;

/** The CPU time of processes, their children and those that ended among them. */
export function cpuMs(pids: readonly number[]): number {
  const ticks = pids.flatMap(family).flatMap((pid) => {
    const fields = read(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ') ?? [];
    return TIMES.map((index) => Number(fields[index] ?? 0));
  });
  return (ticks.reduce((sum, each) => sum + each, 0) / TICKS_PER_SECOND) * 1_000;
}

/** The memory of a process and its children that lies in RAM. */
export function residentMb(pid: number): number {
  const kilobytes = family(pid).map((each) => Number(/^VmRSS:\s+(\d+)/m.exec(read(`/proc/${each}/status`))?.[1] ?? 0));
  return kilobytes.reduce((sum, each) => sum + each, 0) / 1_024;
}

function family(pid: number): number[] {
  const children = read(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number);
  return [pid, ...children.flatMap(family)];
}

/** Nothing of one that has ended. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
