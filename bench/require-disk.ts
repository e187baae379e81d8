import { statfsSync } from 'node:fs';

/** File systems that live in memory, by statfs(2): tmpfs and ramfs. What is durable there says nothing. */
const IN_MEMORY = [0x0102_1994, 0x8584_58f6];

/** Throws where a folder lies on no disk. */
export function requireDisk(folder: string): void {
  if (IN_MEMORY.includes(statfsSync(folder).type)) {
    throw new Error(
      `${folder} lies in memory, so nothing durable can be measured there: set TMPDIR to a folder on a disk`,
    );
  }
}
