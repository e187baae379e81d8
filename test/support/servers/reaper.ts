import { type ChildProcess, spawn } from 'node:child_process';

/**
 * Reads the process to end from its standard input, a line for each change, and acts when that is closed: by us, or by the system
 * when we ended, however that was. An `exit` handler would not run on SIGINT or SIGKILL.
 */
const SCRIPT = `
pid=
while read -r line; do pid=$line; done
if [ -n "$pid" ]; then
  kill -STOP "$pid"
  kill -KILL "$pid" $(cat "/proc/$pid/task/$pid/children")
fi
rm -rf "$1"
`;

/** A process beside ours that outlives it for a moment, so that no server and no folder is left behind. */
export class Reaper {
  private readonly child: ChildProcess;

  constructor(folder: string) {
    this.child = spawn('/bin/sh', ['-c', SCRIPT, 'reaper', folder], {
      // In a session of its own: it is not reached by the Ctrl-C that ends us.
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    this.child.unref();
    // Not what keeps us running, either. (The type leaves out that a pipe is a socket.)
    (this.child.stdin as unknown as { unref(): void }).unref();
  }

  /** The process that it ends after us; `undefined` where there is none to end. */
  watch(pid: number | undefined): void {
    this.child.stdin?.write(`${pid ?? ''}\n`);
  }

  /** Lets it end what it watches and remove the folder, now. */
  release(): void {
    this.child.stdin?.end();
  }
}
