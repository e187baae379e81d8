import type { Command } from 'commander';
import { CreateAlias, type CreateAliasError } from '../../../application/aliases/create-alias.js';
import { ListAliases } from '../../../application/aliases/list-aliases.js';
import type { AliasRecord } from '../../../application/ports/alias-store.js';
import { SwitchAlias } from '../../../application/aliases/switch-alias.js';
import type { EmailAddress } from '../../../domain/addresses/email-address.js';
import { explain } from '../../../domain/explain.js';
import { isoTime } from '../../../domain/iso-time.js';
import { AddressArguments } from '../arguments/address-arguments.js';
import { wholeNumberArgument } from '../arguments/whole-number-argument.js';
import { describeRefusal } from '../output/describe-refusal.js';
import { localOwnerOption, type LocalOwnerOptions } from '../arguments/local-owner-option.js';
import { type OutputOptions, printMany, printOne } from '../output/print.js';
import type { Installation } from '../installation.js';
import { orRefuse } from './refuse.js';
import { addExportCommand } from './export-aliases-command.js';
import { addImportCommand } from './import-aliases-command.js';

const COLUMNS = ['id', 'address', 'goto', 'active', 'created', 'modified'] as const;

export function addAliasCommands(alias: Command, installation: Installation): void {
  const parse = new AddressArguments(installation.toALabels);
  alias
    .command('create')
    .description('make an alias; the role names (postmaster, abuse …) are the operator’s to give')
    .argument('<address>', 'handle@domain', parse.email)
    .requiredOption('--goto <email>', 'where its mail goes, which is its owner', parse.email)
    .addOption(localOwnerOption())
    .option('--json', 'print JSON')
    .action((address: EmailAddress, options: OutputOptions & LocalOwnerOptions & { readonly goto: EmailAddress }) =>
      installation.withUseCases(async (useCases) => {
        const { handle, domain } = address;
        const { goto, localOwner } = options;
        const command = { handle, domain, goto, localOwner, asker: 'operator' } as const;
        const made = orRefuse(await useCases.get(CreateAlias).execute(command), describe);
        printOne({ created: made.created, address: made.alias.address.value, goto: made.alias.goto.value }, options);
      }),
    );
  addSwitch(
    alias,
    installation,
    'disable',
    false,
    'let an alias forward nothing, whoever’s it is; it keeps its address',
  );
  addSwitch(alias, installation, 'enable', true, 'let a disabled alias forward again');
  alias
    .command('list')
    .description('aliases, newest first')
    .option('--owner <email>', 'of one owner alone', parse.existingEmail)
    .option(
      '--limit <n>',
      `how many, ${ListAliases.MAX_LIMIT} at most`,
      wholeNumberArgument(1),
      ListAliases.DEFAULT_LIMIT,
    )
    .option('--offset <n>', 'how many to pass over first', wholeNumberArgument(0), 0)
    .option('--json', 'print JSON')
    .action(
      ({ owner, limit, offset, ...output }: OutputOptions & { owner?: EmailAddress; limit: number; offset: number }) =>
        installation.withUseCases(async (useCases) => {
          const { items } = await useCases.get(ListAliases).execute({ owner, limit, offset });
          printMany(COLUMNS, items.map(toRow), output);
        }),
    );
  addExportCommand(alias, installation);
  addImportCommand(alias, installation);
}

function addSwitch(
  alias: Command,
  installation: Installation,
  verb: string,
  active: boolean,
  description: string,
): void {
  const parse = new AddressArguments(installation.toALabels);
  alias
    .command(verb)
    .description(description)
    .argument('<address>', 'handle@domain', parse.existingEmail)
    .option('--json', 'print JSON')
    .action((address: EmailAddress, options: OutputOptions) =>
      installation.withUseCases(async (useCases) => {
        const result = await useCases.get(SwitchAlias).execute({ address, active });
        orRefuse(result, (error) => `there is no alias ${error.address.value}`);
        printOne({ address: address.value, active }, options);
      }),
    );
}

function describe(error: CreateAliasError): string {
  switch (error.kind) {
    case 'address_too_long':
      return explain(error);
    case 'goto_too_long':
      return `the mail server forwards to an address of at most ${error.maxOctets} octets`;
    case 'banned':
    case 'quota_reached':
      throw new Error('no ban and no quota is for the operator');
    case 'domain_served_here':
    case 'owner_is_an_alias':
    case 'domain_not_served':
    case 'address_taken':
    case 'alias_limit_reached':
      return describeRefusal(error);
  }
}

function toRow({ id, address, goto, active, createdAt, modifiedAt }: AliasRecord) {
  return { id, address, goto, active, created: isoTime(createdAt, ''), modified: isoTime(modifiedAt, '') };
}
