import type { Command } from 'commander';
import { ExportAliases } from '../../../application/aliases/export-aliases.js';
import type { Domain } from '../../../domain/addresses/domain.js';
import type { EmailAddress } from '../../../domain/addresses/email-address.js';
import { AddressArguments } from '../arguments/address-arguments.js';
import { formatOption, formatToUse, STANDARD } from '../arguments/alias-file-options.js';
import type { AliasFileFormat, Installation } from '../installation.js';

interface ExportOptions {
  readonly format?: AliasFileFormat;
  readonly forSpreadsheet?: true;
  readonly owner?: EmailAddress;
  readonly domain?: Domain;
}

export function addExportCommand(alias: Command, installation: Installation): void {
  const { aliasFiles } = installation;
  const parse = new AddressArguments(installation.toALabels);
  alias
    .command('export')
    .description('write all aliases, by address, to a file that import reads')
    .argument('[file]', `where to; ${STANDARD} is standard output`, STANDARD)
    .addOption(formatOption(aliasFiles))
    .option('--for-spreadsheet', 'CSV in which no address begins like a formula; import reads it as well')
    .option('--owner <email>', 'of one owner alone', parse.existingEmail)
    .option('--domain <name>', 'of one domain alone', parse.existingDomain)
    .action((path: string, { format: wanted, forSpreadsheet, owner, domain }: ExportOptions, command: Command) => {
      const format = formatToUse(aliasFiles, path, wanted, command);
      if (forSpreadsheet && format !== 'csv') command.error('error: --for-spreadsheet is of CSV');
      return installation.withUseCases((useCases) =>
        aliasFiles.write(path, format, useCases.get(ExportAliases).execute({ owner, domain }), {
          forSpreadsheet,
        }),
      );
    });
}
