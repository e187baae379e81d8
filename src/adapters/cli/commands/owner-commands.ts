import { type Command, InvalidArgumentError } from 'commander';
import type { OwnQuota } from '../../../application/ports/quota-registry.js';
import { SetOwner } from '../../../application/owners/set-owner.js';
import { type ShownOwner, ShowOwners } from '../../../application/owners/show-owners.js';
import type { EmailAddress } from '../../../domain/addresses/email-address.js';
import { MAX_QUOTA, QUOTA_KINDS, type QuotaKind } from '../../../domain/quotas.js';
import { AddressArguments } from '../arguments/address-arguments.js';
import { wholeNumberArgument } from '../arguments/whole-number-argument.js';
import { type OutputOptions, printMany, printOne } from '../output/print.js';
import type { Installation } from '../installation.js';
import { orRefuse, refuse } from './refuse.js';

const COLUMNS = ['owner', ...QUOTA_KINDS, 'own'] as const;
const VALUES = `a whole number up to ${MAX_QUOTA}, none, or default: as for all owners`;

type SetOptions = OutputOptions & Readonly<Partial<Record<QuotaKind, { readonly quota: OwnQuota }>>>;

export function addOwnerCommands(owner: Command, installation: Installation): void {
  const parse = new AddressArguments(installation.toALabels);
  owner
    .command('set')
    .description('give an owner quotas of their own')
    .argument('<owner-email>', 'whose', parse.email)
    .option('--aliases <n>', `active aliases: ${VALUES}`, quotaArgument)
    .option('--handles <n>', `active handles: ${VALUES}`, quotaArgument)
    .option('--keys <n>', `keys that work: ${VALUES}`, quotaArgument)
    .option('--json', 'print JSON')
    .action((email: EmailAddress, options: SetOptions) => {
      const given = QUOTA_KINDS.flatMap((kind) => (options[kind] ? [[kind, options[kind].quota] as const] : []));
      if (given.length === 0) refuse('name what is to change: --aliases, --handles or --keys');
      return installation.withUseCases(async (useCases) => {
        const result = await useCases.get(SetOwner).execute({ owner: email, quotas: Object.fromEntries(given) });
        orRefuse(result, ({ max }) => `a quota is a whole number from 0 to ${max}`);
        printOne(toRow(await useCases.get(ShowOwners).one(email)), options);
      });
    });
  owner
    .command('show')
    .description('the quotas that apply to an owner')
    .argument('<owner-email>', 'whose', parse.email)
    .option('--json', 'print JSON')
    .action((email: EmailAddress, options: OutputOptions) =>
      installation.withUseCases(async (useCases) => {
        printOne(toRow(await useCases.get(ShowOwners).one(email)), options);
      }),
    );
  owner
    .command('list')
    .description('the owners with quotas of their own')
    .option('--json', 'print JSON')
    .action((options: OutputOptions) =>
      installation.withUseCases(async (useCases) => {
        printMany(COLUMNS, (await useCases.get(ShowOwners).all()).map(toRow), options);
      }),
    );
}

/** In an object, so that `default` is told from an option that is left out. */
function quotaArgument(text: string): { readonly quota: OwnQuota } {
  if (text === 'none') return { quota: 'none' };
  if (text === 'default') return { quota: undefined };
  try {
    return { quota: wholeNumberArgument(0, MAX_QUOTA)(text) };
  } catch {
    throw new InvalidArgumentError(`It must be ${VALUES}.`);
  }
}

function toRow({ owner, quotas, own }: ShownOwner) {
  const text = (quota: number | undefined) => quota ?? 'none';
  return {
    owner,
    aliases: text(quotas.aliases),
    handles: text(quotas.handles),
    keys: text(quotas.keys),
    own: own.join(', '),
  };
}
