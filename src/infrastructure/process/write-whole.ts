import { createWriteStream, renameSync, rmSync, statSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Standard input or output, as a file's name. */
export const STANDARD = '-';

/** Writes a file whole or not at all; to standard output, and to what is no ordinary file (a pipe, a device), as it comes. */
export async function writeWhole(path: string, text: AsyncIterable<string>): Promise<void> {
  if (path === STANDARD) return pipeline(Readable.from(text), process.stdout, { end: false });
  const found = statSync(path, { throwIfNoEntry: false });
  if (found && !found.isFile()) return pipeline(Readable.from(text), createWriteStream(path));
  const draft = `${path}.new`;
  try {
    await pipeline(Readable.from(text), createWriteStream(draft, { flush: true }));
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
