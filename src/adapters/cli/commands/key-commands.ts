import type { Command } from 'commander';
import { type IssuedKey, IssueKey } from '../../../application/keys/issue-key.js';
import { ListKeys } from '../../../application/keys/list-keys.js';
import type { KeyRecord } from '../../../application/ports/key-registry.js';
import { RotateKey, type RotateKeyError } from '../../../application/keys/rotate-key.js';
import { RevokeKey } from '../../../application/keys/revoke-key.js';
import type { EmailAddress } from '../../../domain/addresses/email-address.js';
import { isoTime } from '../../../domain/iso-time.js';
import { AddressArguments } from '../arguments/address-arguments.js';
import { wholeNumberArgument } from '../arguments/whole-number-argument.js';
import { describeOwnerAlias, describeServedOwner } from '../output/describe-refusal.js';
import { localOwnerOption, type LocalOwnerOptions } from '../arguments/local-owner-option.js';
import { type OutputOptions, printMany, printOne } from '../output/print.js';
import type { Installation } from '../installation.js';
import { orRefuse } from './refuse.js';

const COLUMNS = ['id', 'owner', 'status', 'created_at', 'expires_at'] as const;
const DAYS_HELP = `how long it works, ${IssueKey.MIN_DAYS} to ${IssueKey.MAX_DAYS}`;

interface KeyOptions extends OutputOptions, LocalOwnerOptions {
  readonly days: number;
}

export function addKeyCommands(key: Command, installation: Installation): void {
  const parse = new AddressArguments(installation.toALabels);
  key
    .command('create')
    .description('make a key and print it, this once')
    .argument('<owner-email>', 'whose aliases it makes, and where their mail goes', parse.email)
    .option('--days <n>', DAYS_HELP, wholeNumberArgument(IssueKey.MIN_DAYS, IssueKey.MAX_DAYS), IssueKey.DEFAULT_DAYS)
    .addOption(localOwnerOption())
    .option('--json', 'print JSON')
    .action((owner: EmailAddress, { days, localOwner, ...options }: KeyOptions) =>
      installation.withUseCases(async (useCases) => {
        const result = await useCases.get(IssueKey).execute({ owner, days, localOwner });
        printIssued(orRefuse(result, describe), options);
      }),
    );
  key
    .command('rotate')
    .description('make a new key for the same owner and print it, this once; then end the old one')
    .argument('<id>', 'of the old one, as the list shows it', wholeNumberArgument(1))
    .option('--days <n>', DAYS_HELP, wholeNumberArgument(IssueKey.MIN_DAYS, IssueKey.MAX_DAYS), IssueKey.DEFAULT_DAYS)
    .addOption(localOwnerOption())
    .option('--json', 'print JSON')
    .action((id: number, { days, localOwner, ...options }: KeyOptions) =>
      installation.withUseCases(async (useCases) => {
        const result = await useCases.get(RotateKey).execute({ id, days, localOwner });
        printIssued(orRefuse(result, describe), options);
      }),
    );
  key
    .command('list')
    .description('every key, without its secret')
    .option('--owner <email>', 'of one owner alone', parse.existingEmail)
    .option('--json', 'print JSON')
    .action((options: OutputOptions & { readonly owner?: EmailAddress }) =>
      installation.withUseCases(async (useCases) => {
        const records = await useCases.get(ListKeys).execute({ owner: options.owner });
        printMany(COLUMNS, records.map(toRow), options);
      }),
    );
  key
    .command('revoke')
    .description('end a key for good')
    .argument('<id>', 'as the list shows it', wholeNumberArgument(1))
    .option('--json', 'print JSON')
    .action((id: number, options: OutputOptions) =>
      installation.withUseCases(async (useCases) => {
        const result = await useCases.get(RevokeKey).execute({ id });
        printOne(toRow(orRefuse(result, (error) => `there is no key ${error.id}`)), options);
      }),
    );
}

function describe(error: RotateKeyError): string {
  switch (error.kind) {
    case 'days_out_of_range':
      return `a key works ${error.min} to ${error.max} days`;
    case 'domain_served_here':
      return describeServedOwner(error);
    case 'owner_is_an_alias':
      return describeOwnerAlias(error);
    case 'key_unknown':
      return `there is no key ${error.id}`;
    case 'key_revoked':
      return `key ${error.id} was revoked; make a new one: postern key create`;
    case 'unusable_owner':
      return `key ${error.id} is of no address that mail can go to`;
  }
}

function printIssued({ id, key, owner, expiresAt }: IssuedKey, options: OutputOptions): void {
  printOne({ id, key: key.value, owner: owner.value, expires_at: isoTime(expiresAt, '') }, options);
}

function toRow({ id, owner, status, createdAt, expiresAt }: KeyRecord) {
  return { id, owner, status, created_at: isoTime(createdAt, ''), expires_at: isoTime(expiresAt, '') };
}
