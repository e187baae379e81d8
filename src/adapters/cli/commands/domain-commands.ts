import type { Command } from 'commander';
import { AddDomain, type AddDomainError } from '../../../application/domains/add-domain.js';
import { ListDomains } from '../../../application/domains/list-domains.js';
import type { DomainRecord } from '../../../application/ports/domain-registry.js';
import { MAX_COUNTED_OWNERS, type OwnersOnDomain } from '../../../application/domains/served-owners.js';
import { SwitchDomain, type SwitchDomainError } from '../../../application/domains/switch-domain.js';
import type { Domain } from '../../../domain/addresses/domain.js';
import { AddressArguments } from '../arguments/address-arguments.js';
import { type OutputOptions, printMany, printOne } from '../output/print.js';
import type { Installation } from '../installation.js';
import { orRefuse } from './refuse.js';

const YES_HELP = 'also if owners have their mailboxes there';
const COLUMNS = ['id', 'name', 'active', 'visible'] as const;

export function addDomainCommands(domain: Command, installation: Installation): void {
  const parse = new AddressArguments(installation.toALabels);
  domain
    .command('add')
    .description('serve a domain from now on')
    .argument('<name>', 'the domain, in Unicode or in A-labels', parse.domain)
    .option('--hidden', 'leave it out of the public list')
    .option('--yes', YES_HELP)
    .option('--json', 'print JSON')
    .action((name: Domain, options: OutputOptions & { readonly hidden?: boolean; readonly yes?: boolean }) =>
      installation.withUseCases(async (useCases) => {
        const command = { domain: name, visible: !options.hidden, acceptOwners: options.yes };
        const result = await useCases.get(AddDomain).execute(command);
        printOne(toRow(orRefuse(result, describe)), options);
      }),
    );
  domain
    .command('list')
    .description('every domain, also the disabled and the hidden')
    .option('--json', 'print JSON')
    .action((options: OutputOptions) =>
      installation.withUseCases(async (useCases) => {
        printMany(COLUMNS, (await useCases.get(ListDomains).execute()).map(toRow), options);
      }),
    );
  addSwitch(
    domain,
    installation,
    'disable',
    false,
    'take no mail and no new aliases for a domain; its aliases stay as they are',
  );
  addSwitch(domain, installation, 'enable', true, 'serve a disabled domain again');
}

function describe(error: AddDomainError | SwitchDomainError): string {
  switch (error.kind) {
    case 'domain_exists':
      return `${error.domain.value} is there already`;
    case 'cannot_hide':
      return 'the tables have no column to hide a domain by; leave out --hidden';
    case 'cannot_switch':
      return 'the mail server has no column to disable a domain by';
    case 'domain_too_long':
      return `the mail server's tables hold a domain of at most ${error.maxOctets} octets`;
    case 'domain_unknown':
      return `there is no domain ${error.domain.value}`;
    case 'owners_on_domain':
      return describeOwners(error);
  }
}

function describeOwners({ domain, owners, count }: OwnersOnDomain): string {
  const more = count > owners.length ? ` and ${count - owners.length} more` : '';
  const all = count === MAX_COUNTED_OWNERS ? `${count} owners or more` : `${count} ${count === 1 ? 'owner' : 'owners'}`;
  return (
    `${domain.value} has the mailboxes of ${all}: ${owners.join(', ')}${more}. ` +
    'Once it is served, their own mail goes by the aliases that are made here; say --yes to serve it all the same'
  );
}

function addSwitch(
  domain: Command,
  installation: Installation,
  verb: string,
  active: boolean,
  description: string,
): void {
  const parse = new AddressArguments(installation.toALabels);
  const command = domain.command(verb).description(description).argument('<name>', 'the domain', parse.existingDomain);
  if (active) command.option('--yes', YES_HELP);
  command.option('--json', 'print JSON').action((name: Domain, options: OutputOptions & { readonly yes?: boolean }) =>
    installation.withUseCases(async (useCases) => {
      const result = await useCases.get(SwitchDomain).execute({ domain: name, active, acceptOwners: options.yes });
      printOne(toRow(orRefuse(result, describe)), options);
    }),
  );
}

function toRow({ id, name, active, visible }: DomainRecord) {
  return { id, name, active, visible };
}
