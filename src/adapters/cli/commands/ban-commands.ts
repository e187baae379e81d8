import { Argument, type Command } from 'commander';
import { AddBan, type AddBanError } from '../../../application/bans/add-ban.js';
import { LiftBan } from '../../../application/bans/lift-ban.js';
import { ListBans } from '../../../application/bans/list-bans.js';
import { inALabels } from '../../../application/domains/in-a-labels.js';
import type { BanRecord } from '../../../application/ports/ban-registry.js';
import { BAN_KINDS, type BanKind, BanTarget } from '../../../domain/ban-target.js';
import { explain } from '../../../domain/explain.js';
import { isoTime } from '../../../domain/iso-time.js';
import { wholeNumberArgument } from '../arguments/whole-number-argument.js';
import { type OutputOptions, printMany, printOne } from '../output/print.js';
import type { Installation } from '../installation.js';
import { orRefuse } from './refuse.js';

const COLUMNS = ['id', 'kind', 'value', 'reason', 'created_at', 'expires_at', 'lifted_at'] as const;
const DAYS_HELP = `how long it lasts, ${AddBan.MIN_DAYS} to ${AddBan.MAX_DAYS}; until it is lifted by default`;

type AddOptions = OutputOptions & { readonly reason: string; readonly days?: number };

export function addBanCommands(ban: Command, installation: Installation): void {
  ban
    .command('add')
    .description('ban an e-mail address, a domain with all below it, a handle, or an IP address or range')
    .addArgument(new Argument('<kind>', 'of what').choices(BAN_KINDS))
    .argument('<value>', 'owner@example.net, example.net, shop, 192.0.2.1 or 2001:db8::/32')
    .requiredOption('--reason <text>', `for you alone, up to ${AddBan.MAX_REASON_LENGTH} characters`)
    .option('--days <n>', DAYS_HELP, wholeNumberArgument(AddBan.MIN_DAYS, AddBan.MAX_DAYS))
    .option('--json', 'print JSON')
    .action((kind: BanKind, value: string, options: AddOptions) => {
      const text = kind === 'email' || kind === 'domain' ? inALabels(value, installation.toALabels) : value;
      const target = orRefuse(BanTarget.parse(kind, text), explain);
      return installation.withUseCases(async (useCases) => {
        const result = await useCases.get(AddBan).execute({ target, reason: options.reason, days: options.days });
        printOne(toRow(orRefuse(result, describe)), options);
      });
    });
  ban
    .command('list')
    .description('the bans in force')
    .option('--all', 'also those that are over')
    .option('--json', 'print JSON')
    .action((options: OutputOptions & { readonly all?: boolean }) =>
      installation.withUseCases(async (useCases) => {
        const records = await useCases.get(ListBans).execute({ all: options.all ?? false });
        printMany(COLUMNS, records.map(toRow), options);
      }),
    );
  ban
    .command('lift')
    .description('end a ban')
    .argument('<id>', 'as the list shows it', wholeNumberArgument(1))
    .option('--json', 'print JSON')
    .action((id: number, options: OutputOptions) =>
      installation.withUseCases(async (useCases) => {
        const result = await useCases.get(LiftBan).execute({ id });
        printOne(toRow(orRefuse(result, (error) => `there is no ban ${error.id}`)), options);
      }),
    );
}

function describe(error: AddBanError): string {
  switch (error.kind) {
    case 'unfit_reason':
      return `a reason has 1 to ${error.maxLength} characters, on one line`;
    case 'days_out_of_range':
      return `a ban lasts ${error.min} to ${error.max} days`;
    case 'already_banned':
      return `it is banned already, by ban ${error.id}`;
  }
}

function toRow({ id, kind, value, reason, createdAt, expiresAt, liftedAt }: BanRecord) {
  return {
    id,
    kind,
    value,
    reason,
    created_at: isoTime(createdAt, ''),
    expires_at: expiresAt ? isoTime(expiresAt, '') : undefined,
    lifted_at: liftedAt ? isoTime(liftedAt, '') : undefined,
  };
}
