import { createReadStream } from 'node:fs';
import type { Command } from 'commander';
import { readAliasFile } from '../../adapters/alias-files/alias-files.js';
import type { AliasFileFormat } from '../../adapters/alias-files/formats.js';
import { ImportAliases, type ImportedBatch } from '../../application/import-aliases.js';
import type { NumberedRow } from '../../application/ports/alias-rows.js';
import { formatOption, formatToUse } from '../alias-file-options.js';
import { inALabels } from '../arguments.js';
import { explainRow } from '../explain-row.js';
import { Interruption } from '../interruption.js';
import { type OutputOptions, printOne, printRefusedRow } from '../print.js';
import { Progress } from '../progress.js';
import { orRefuse, withUseCases } from '../with-use-cases.js';
import { STANDARD } from '../write-whole.js';

interface ImportOptions extends OutputOptions {
  readonly format?: AliasFileFormat;
  readonly dryRun?: boolean;
}

export function addImportCommand(alias: Command): void {
  alias
    .command('import')
    .description('make the aliases of a file, those that are not there yet; role names too')
    .argument('<file>', `CSV or JSON lines; ${STANDARD} is standard input`)
    .addOption(formatOption())
    .option('--dry-run', 'say what would be done, and do nothing')
    .option('--json', 'print the summary as JSON')
    .action((path: string, options: ImportOptions, command: Command) => {
      const format = formatToUse(path, options.format, command);
      return withUseCases(async (useCases) => {
        const file = path === STANDARD ? process.stdin : createReadStream(path);
        const rows = withALabels(readAliasFile(format, file));
        const dryRun = options.dryRun ?? false;
        await follow(useCases.get(ImportAliases).execute({ rows, dryRun }), dryRun, options);
      });
    });
}

/** Tells of each batch as it is done, of all of them in the end, and where it ended if it did so before that. */
async function follow(batches: AsyncIterable<ImportedBatch>, dryRun: boolean, output: OutputOptions): Promise<void> {
  using interruption = new Interruption();
  const progress = new Progress();
  const total = { created: 0, already_there: 0, refused: 0 };
  let lastRow = 0;
  try {
    for await (const batch of batches) {
      lastRow = batch.lastNumber;
      total.created += batch.created;
      total.already_there += batch.unchanged;
      total.refused += batch.refused.length;
      if (batch.refused.length > 0) progress.clear();
      for (const { number, error } of batch.refused) printRefusedRow(number, explainRow(error));
      progress.show(`row ${lastRow.toLocaleString('en')}: ${total.created.toLocaleString('en')} made`);
      if (interruption.isNoted) break;
    }
  } catch (cause) {
    const where = lastRow === 0 ? '' : ` (all to row ${lastRow} is done: run it again to go on)`;
    throw new Error(`${cause instanceof Error ? cause.message : String(cause)}${where}`, { cause });
  } finally {
    progress.clear();
  }
  printOne({ ...total, ...(dryRun ? { dry_run: true } : {}) }, output);
  const why = interruption.isNoted
    ? `interrupted; all to row ${lastRow} is done: run it again to go on`
    : total.refused > 0
      ? `rows were refused: ${total.refused}`
      : undefined;
  orRefuse(why === undefined ? { ok: true, value: undefined } : { ok: false, error: why }, (message) => message);
}

/** The core takes Unicode domains in A-labels alone. */
async function* withALabels(rows: AsyncIterable<NumberedRow>): AsyncGenerator<NumberedRow> {
  for await (const { number, row } of rows) {
    const { ok } = row;
    yield ok
      ? {
          number,
          row: { ok, value: { ...row.value, address: inALabels(row.value.address), goto: inALabels(row.value.goto) } },
        }
      : { number, row };
  }
}
