import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { getProgram } from '../servers/find-program.js';
import { TemporaryFolder } from '../temporary-folder.js';

/** Lets go of the file system when its standard input is closed: by us, or by the system when we ended, however that was. */
const UNMOUNT = 'read -r line; "$2" --lazy "$1"; rmdir "$1"';
const CHUNK = Buffer.alloc(65_536);

/** A file system of so many megabytes, in memory, which can be filled to the last byte. */
export class SmallDisk implements AsyncDisposable {
  private readonly keeper: ChildProcess;

  private constructor(readonly path: string) {
    this.keeper = spawn('/bin/sh', ['-c', UNMOUNT, 'unmount', path, getProgram('umount')], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
  }

  /** Throws where this machine does not let us. */
  static mount(megabytes: number): SmallDisk {
    const folder = new TemporaryFolder();
    try {
      execFileSync(
        getProgram('mount'),
        ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'postern-test', folder.path],
        {
          stdio: 'pipe',
        },
      );
    } catch (error) {
      folder[Symbol.dispose]();
      throw error;
    }
    return new SmallDisk(folder.path);
  }

  /** Takes all that is free. */
  fill(): void {
    const ballast = openSync(this.ballast(), 'a');
    try {
      for (let size = CHUNK.length; size > 0; size = Math.floor(size / 2))
        writeUntilFull(ballast, CHUNK.subarray(0, size));
    } finally {
      closeSync(ballast);
    }
  }

  makeRoom(): void {
    rmSync(this.ballast());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const gone = once(this.keeper, 'exit');
    this.keeper.stdin?.end();
    await gone;
  }

  private ballast(): string {
    return join(this.path, 'ballast');
  }
}

function writeUntilFull(file: number, bytes: Buffer): void {
  try {
    for (;;) writeSync(file, bytes);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
}

/** Why there can be none on this machine; `undefined` where there can. */
export function smallDiskMissing(): string | undefined {
  if (process.getuid?.() !== 0) return 'a file system is mounted by root alone';
  try {
    void SmallDisk.mount(1)[Symbol.asyncDispose]();
    return undefined;
  } catch (error) {
    return (error as Error).message.trim();
  }
}
