import { type Command, Option } from 'commander';
import type { AliasFileFormat, AliasFiles } from '../installation.js';

/** Standard input or output, as a file's name. */
export const STANDARD = '-';

export function formatOption({ formats }: AliasFiles): Option {
  return new Option('--format <format>', `by the file's name; csv for ${STANDARD}`).choices(formats);
}

/** The format that was asked for, or that the name says; a usage error if neither does. */
export function formatToUse(
  { formatOf }: AliasFiles,
  path: string,
  wanted: AliasFileFormat | undefined,
  command: Command,
): AliasFileFormat {
  const format = wanted ?? (path === STANDARD ? 'csv' : formatOf(path));
  return format ?? command.error(`error: the name ${path} ends with neither .csv nor .jsonl: say --format`);
}
