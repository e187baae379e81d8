import { createReadStream } from 'node:fs';
import type { Command } from 'commander';
import { readAliasFile } from '../../../adapters/alias-files/alias-files.js';
import type { AliasFileFormat } from '../../../adapters/alias-files/formats.js';
import { ImportAliases, type ImportedBatch } from '../../../application/aliases/import-aliases.js';
import type { NumberedRow } from '../../../application/ports/alias-rows.js';
import { formatOption, formatToUse } from '../alias-file-options.js';
import { spelledInALabels } from '../arguments.js';
import { explainRow } from '../explain-row.js';
import { Interruption } from '../interruption.js';
import { localOwnerOption, type LocalOwnerOptions } from '../local-owner-option.js';
import { type OutputOptions, printOne, printRefusedRow } from '../print.js';
import { Progress } from '../progress.js';
import { refuse, withUseCases } from '../with-use-cases.js';
import { STANDARD } from '../../process/write-whole.js';

interface ImportOptions extends OutputOptions, LocalOwnerOptions {
  readonly format?: AliasFileFormat;
  readonly dryRun?: boolean;
}

export function addImportCommand(alias: Command): void {
  alias
    .command('import')
    .description('make the aliases of a file, those that are not there yet; role names too')
    .argument('<file>', `CSV or JSON lines; ${STANDARD} is standard input`)
    .addOption(formatOption())
    .addOption(localOwnerOption())
    .option('--dry-run', 'say what would be done, and do nothing')
    .option('--json', 'print the summary as JSON')
    .action((path: string, options: ImportOptions, command: Command) => {
      const format = formatToUse(path, options.format, command);
      return withUseCases(async (useCases) => {
        const file = path === STANDARD ? process.stdin : createReadStream(path);
        const rows = withALabels(readAliasFile(format, file));
        const dryRun = options.dryRun ?? false;
        const batches = useCases.get(ImportAliases).execute({ rows, dryRun, localOwners: options.localOwner });
        // Input may come slowly, or never: nobody waits for it then.
        using interruption = new Interruption(() => file.destroy(new Error('interrupted')));
        await follow(batches, interruption, dryRun, options);
      });
    });
}

/** Tells of each batch as it is done, of all of them in the end, and where it ended if it did so before that. */
async function follow(
  batches: AsyncIterable<ImportedBatch>,
  interruption: Interruption,
  dryRun: boolean,
  output: OutputOptions,
): Promise<void> {
  const progress = new Progress();
  const total = { created: 0, already_there: 0, refused: 0 };
  let lastRow = 0;
  const goOn = () => `behind row ${lastRow}; run it again to go on`;
  try {
    for await (const batch of batches) {
      lastRow = batch.lastNumber;
      total.created += batch.created;
      total.already_there += batch.unchanged;
      total.refused += batch.refused.length;
      if (batch.refused.length > 0) progress.clear();
      for (const { number, error } of batch.refused) printRefusedRow(number, explainRow(error));
      progress.show(`row ${lastRow}: ${total.created} made`);
      if (interruption.isNoted) break;
    }
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    if (!interruption.isNoted) throw lastRow === 0 ? cause : new Error(`${message} (${goOn()})`, { cause });
  } finally {
    progress.clear();
  }
  printOne({ ...total, ...(dryRun ? { dry_run: true } : {}) }, output);
  if (interruption.isNoted) refuse(`interrupted ${goOn()}`);
  if (total.refused > 0) refuse(`rows were refused: ${total.refused}`);
}

/** The core takes Unicode domains in A-labels alone. */
async function* withALabels(rows: AsyncIterable<NumberedRow>): AsyncGenerator<NumberedRow> {
  for await (const { number, row } of rows) {
    const { ok } = row;
    yield ok
      ? {
          number,
          row: {
            ok,
            value: {
              ...row.value,
              address: spelledInALabels(row.value.address),
              goto: spelledInALabels(row.value.goto),
            },
          },
        }
      : { number, row };
  }
}
