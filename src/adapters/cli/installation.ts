import type { ExportAliases } from '../../application/aliases/export-aliases.js';
import type { NumberedRow } from '../../application/ports/alias-rows.js';
import type { DomainEncoding } from '../../application/ports/domain-encoding.js';

/** What the commands work on. Infrastructure hands it in, so that this adapter meets no other. */
export interface Installation {
  readonly toALabels: DomainEncoding;
  readonly aliasFiles: AliasFiles;
  /** Serves the HTTP API until it is told to end, and then ends the process. */
  serve(): Promise<void>;
  /** Runs a command on the configured backend, which it closes again. */
  withUseCases(command: (useCases: UseCases) => Promise<void>): Promise<void>;
  /** Returns the names of the tables made and of the sequences mended. */
  migrate(): Promise<readonly string[]>;
  /** The statements that `migrate` would run. */
  planMigration(): Promise<readonly string[]>;
  /** Looks at everything that the service will rely on, and changes nothing. */
  check(): Promise<readonly Finding[]>;
  /** Writes Postfix's map files to the folder, and returns the lines for its main.cf. */
  writePostfixMaps(folder: string): Promise<readonly string[]>;
}

/** A use case by its class. */
interface UseCases {
  get<T>(useCase: abstract new (...parts: never[]) => T): T;
}

interface Finding {
  readonly level: 'ok' | 'warning' | 'error';
  readonly topic: string;
  readonly message: string;
}

export type AliasFileFormat = 'csv' | 'jsonl';

/** Files of aliases, by their paths; `STANDARD` is standard input or output. */
export interface AliasFiles {
  readonly formats: readonly AliasFileFormat[];
  /** By the file's name; `undefined` if that says nothing. */
  readonly formatOf: (path: string) => AliasFileFormat | undefined;
  /** The rows of a file, as they come, until the signal aborts it. @throws Error if it has no such rows. */
  read(path: string, format: AliasFileFormat, signal: AbortSignal): AsyncIterable<NumberedRow>;
  write(
    path: string,
    format: AliasFileFormat,
    pages: ReturnType<ExportAliases['execute']>,
    options: { readonly forSpreadsheet?: boolean | undefined },
  ): Promise<void>;
}
