import { createWriteStream, renameSync, rmSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

interface WriteOptions {
  /** Of a new file; by default what the umask leaves of 0666. */
  readonly mode?: number;
  /** Runs on the draft before it takes the file's place. */
  readonly finish?: (draft: string) => void;
}

/** Writes a file whole or not at all. */
export async function writeWhole(
  path: string,
  text: Iterable<string> | AsyncIterable<string>,
  { mode, finish }: WriteOptions = {},
): Promise<void> {
  const draft = `${path}.new`;
  // An earlier run may have left one that others can read.
  rmSync(draft, { force: true });
  try {
    await pipeline(Readable.from(text), createWriteStream(draft, { flags: 'wx', flush: true, ...(mode && { mode }) }));
    finish?.(draft);
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
