import { type Command, Option } from 'commander';
import { type AliasFileFormat } from '../adapters/alias-files/formats.js';
export declare function formatOption(): Option;
/** What was asked for, or what the name says; a usage error where neither does. */
export declare function formatToUse(path: string, wanted: AliasFileFormat | undefined, command: Command): AliasFileFormat;
