import type { Command } from 'commander';
import { writeAliasFile } from '../../../adapters/alias-files/alias-files.js';
import type { AliasFileFormat } from '../../../adapters/alias-files/formats.js';
import { ExportAliases } from '../../../application/aliases/export-aliases.js';
import type { Domain } from '../../../domain/addresses/domain.js';
import type { EmailAddress } from '../../../domain/addresses/email-address.js';
import { formatOption, formatToUse } from '../alias-file-options.js';
import { existingDomainArgument, existingEmailArgument } from '../arguments.js';
import { withUseCases } from '../with-use-cases.js';
import { STANDARD, writeWhole } from '../../process/write-whole.js';

interface ExportOptions {
  readonly format?: AliasFileFormat;
  readonly forSpreadsheet?: true;
  readonly owner?: EmailAddress;
  readonly domain?: Domain;
}

export function addExportCommand(alias: Command): void {
  alias
    .command('export')
    .description('write all aliases, by address, to a file that import reads')
    .argument('[file]', `where to; ${STANDARD} is standard output`, STANDARD)
    .addOption(formatOption())
    .option('--for-spreadsheet', 'CSV in which no address begins like a formula; import reads it as well')
    .option('--owner <email>', 'of one owner alone', existingEmailArgument)
    .option('--domain <name>', 'of one domain alone', existingDomainArgument)
    .action((path: string, { format: wanted, forSpreadsheet, owner, domain }: ExportOptions, command: Command) => {
      const format = formatToUse(path, wanted, command);
      if (forSpreadsheet && format !== 'csv') command.error('error: --for-spreadsheet is of CSV');
      return withUseCases((useCases) =>
        writeWhole(
          path,
          writeAliasFile(format, useCases.get(ExportAliases).execute({ owner, domain }), { forSpreadsheet }),
        ),
      );
    });
}
