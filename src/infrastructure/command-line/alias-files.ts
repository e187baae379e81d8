import { createReadStream, createWriteStream, statSync } from 'node:fs';
import { addAbortSignal, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { readAliasFile, writeAliasFile } from '../../adapters/alias-files/alias-files.js';
import { ALIAS_FILE_FORMATS, formatOf } from '../../adapters/alias-files/formats.js';
import { STANDARD } from '../../adapters/cli/arguments/alias-file-options.js';
import type { AliasFiles } from '../../adapters/cli/installation.js';
import { writeWhole } from './write-whole.js';

export const aliasFiles: AliasFiles = {
  formats: ALIAS_FILE_FORMATS,
  formatOf,
  read: (path, format, signal) => {
    const file = path === STANDARD ? process.stdin : createReadStream(path);
    return readAliasFile(format, addAbortSignal(signal, file));
  },
  write: (path, format, pages, options) => writeFile(path, writeAliasFile(format, pages, options)),
};

/** Whole or not at all; to standard output, and to what is no ordinary file (a pipe, a device), as it comes. */
async function writeFile(path: string, text: AsyncIterable<string>): Promise<void> {
  if (path === STANDARD) return pipeline(Readable.from(text), process.stdout, { end: false });
  const found = statSync(path, { throwIfNoEntry: false });
  if (found && !found.isFile()) return pipeline(Readable.from(text), createWriteStream(path));
  return writeWhole(path, text);
}
