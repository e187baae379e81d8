import { writeAliasFile } from '../../adapters/alias-files/alias-files.js';
import { ExportAliases } from '../../application/export-aliases.js';
import { formatOption, formatToUse } from '../alias-file-options.js';
import { domainArgument, emailArgument } from '../arguments.js';
import { withUseCases } from '../with-use-cases.js';
import { STANDARD, writeWhole } from '../write-whole.js';
export function addExportCommand(alias) {
    alias
        .command('export')
        .description('write all aliases, by address, to a file that import reads')
        .argument('[file]', `where to; ${STANDARD} is standard output`, STANDARD)
        .addOption(formatOption())
        .option('--owner <email>', 'of one owner alone', emailArgument)
        .option('--domain <name>', 'of one domain alone', domainArgument)
        .action((path, { format: wanted, owner, domain }, command) => {
        const format = formatToUse(path, wanted, command);
        return withUseCases((useCases) => writeWhole(path, writeAliasFile(format, useCases.get(ExportAliases).execute({ owner, domain }))));
    });
}
