import { type Command, Option } from 'commander';
import { ALIAS_FILE_FORMATS, type AliasFileFormat, formatOf } from '../../adapters/alias-files/formats.js';
import { STANDARD } from '../process/write-whole.js';

export function formatOption(): Option {
  return new Option('--format <format>', `by the file's name; csv for ${STANDARD}`).choices(ALIAS_FILE_FORMATS);
}

/** What was asked for, or what the name says; a usage error where neither does. */
export function formatToUse(path: string, wanted: AliasFileFormat | undefined, command: Command): AliasFileFormat {
  const format = wanted ?? (path === STANDARD ? 'csv' : formatOf(path));
  return format ?? command.error(`error: the name ${path} ends with neither .csv nor .jsonl: say --format`);
}
