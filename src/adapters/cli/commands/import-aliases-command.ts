import type { Command } from 'commander';
import { ImportAliases, type ImportedBatch } from '../../../application/aliases/import-aliases.js';
import { inALabels } from '../../../application/domains/in-a-labels.js';
import type { NumberedRow } from '../../../application/ports/alias-rows.js';
import type { DomainEncoding } from '../../../application/ports/domain-encoding.js';
import { formatOption, formatToUse, STANDARD } from '../arguments/alias-file-options.js';
import { localOwnerOption, type LocalOwnerOptions } from '../arguments/local-owner-option.js';
import type { AliasFileFormat, Installation } from '../installation.js';
import { explainRow } from '../output/explain-row.js';
import { type OutputOptions, printOne, printRefusedRow } from '../output/print.js';
import { Progress } from '../output/progress.js';
import { Interruption } from './interruption.js';
import { refuse } from './refuse.js';

interface ImportOptions extends OutputOptions, LocalOwnerOptions {
  readonly format?: AliasFileFormat;
  readonly dryRun?: boolean;
}

export function addImportCommand(alias: Command, installation: Installation): void {
  const { aliasFiles, toALabels } = installation;
  alias
    .command('import')
    .description('make the aliases of a file, those that are not there yet; role names too')
    .argument('<file>', `CSV or JSON lines; ${STANDARD} is standard input`)
    .addOption(formatOption(aliasFiles))
    .addOption(localOwnerOption())
    .option('--dry-run', 'say what would be done, and do nothing')
    .option('--json', 'print the summary as JSON')
    .action((path: string, options: ImportOptions, command: Command) => {
      const format = formatToUse(aliasFiles, path, options.format, command);
      return installation.withUseCases(async (useCases) => {
        const reading = new AbortController();
        const rows = withALabels(aliasFiles.read(path, format, reading.signal), toALabels);
        const dryRun = options.dryRun ?? false;
        const batches = useCases.get(ImportAliases).execute({ rows, dryRun, localOwners: options.localOwner });
        // Input may come slowly, or never: an interrupted command does not wait for it.
        using interruption = new Interruption(() => {
          reading.abort();
        });
        await follow(batches, interruption, dryRun, options);
      });
    });
}

/** Prints each batch as it is done, the sum of all, and where the import ended if not with the file. */
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
async function* withALabels(rows: AsyncIterable<NumberedRow>, toALabels: DomainEncoding): AsyncGenerator<NumberedRow> {
  for await (const { number, row } of rows) {
    if (row.ok) {
      const address = inALabels(row.value.address, toALabels);
      const goto = inALabels(row.value.goto, toALabels);
      yield { number, row: { ok: true, value: { ...row.value, address, goto } } };
    } else yield { number, row };
  }
}
