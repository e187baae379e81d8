import type { Command } from 'commander';
import { IssueKey } from '../../application/issue-key.js';
import { ListKeys } from '../../application/list-keys.js';
import type { KeyRecord } from '../../application/ports/key-registry.js';
import { RevokeKey } from '../../application/revoke-key.js';
import type { EmailAddress } from '../../domain/email-address.js';
import { emailArgument, wholeNumberArgument } from '../arguments.js';
import { isoTime, type OutputOptions, printMany, printOne } from '../print.js';
import { orRefuse, withUseCases } from '../with-use-cases.js';

const COLUMNS = ['id', 'owner', 'status', 'created_at', 'expires_at'] as const;

export function addKeyCommands(program: Command): void {
  const key = program.command('key').description('the keys that callers show');
  key
    .command('create')
    .description('make a key and print it, this once')
    .argument('<owner-email>', 'whose aliases it makes, and where their mail goes', emailArgument)
    .option(
      '--days <n>',
      `how long it works, ${IssueKey.MIN_DAYS} to ${IssueKey.MAX_DAYS}`,
      wholeNumberArgument(IssueKey.MIN_DAYS, IssueKey.MAX_DAYS),
      IssueKey.DEFAULT_DAYS,
    )
    .option('--json', 'print JSON')
    .action((owner: EmailAddress, options: OutputOptions & { readonly days: number }) =>
      withUseCases(async (useCases) => {
        const result = await useCases.get(IssueKey).execute({ owner, days: options.days });
        const issued = orRefuse(result, ({ min, max }) => `a key works ${min} to ${max} days`);
        const { id, expiresAt } = issued;
        printOne({ id, key: issued.key.value, owner: owner.value, expires_at: isoTime(expiresAt) }, options);
      }),
    );
  key
    .command('list')
    .description('every key, without its secret')
    .option('--owner <email>', 'of one owner alone', emailArgument)
    .option('--json', 'print JSON')
    .action((options: OutputOptions & { readonly owner?: EmailAddress }) =>
      withUseCases(async (useCases) => {
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
      withUseCases(async (useCases) => {
        const result = await useCases.get(RevokeKey).execute({ id });
        printOne(toRow(orRefuse(result, (error) => `there is no key ${error.id}`)), options);
      }),
    );
}

function toRow({ id, owner, status, createdAt, expiresAt }: KeyRecord) {
  return { id, owner, status, created_at: isoTime(createdAt), expires_at: isoTime(expiresAt) };
}
