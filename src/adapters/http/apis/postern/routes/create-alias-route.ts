import * as z from 'zod';
import type { CreateAlias, CreateAliasError } from '../../../../../application/aliases/create-alias.js';
import type { DomainEncoding } from '../../../../../application/ports/domain-encoding.js';
import { explain } from '../../../../../domain/explain.js';
import { BANNED_EXAMPLES, bannedRefusal } from '../../../pipeline/banned.js';
import { callerOf, originOf } from '../../../pipeline/caller-of.js';
import { domainField, handleField } from '../../../fields/fields.js';
import { quotaReached } from '../quota-reached.js';
import { withFields } from '../../../pipeline/read-fields.js';
import { refuse, type Refusal } from '../../../pipeline/refuse.js';
import { EXAMPLE, type Route } from '../../../pipeline/route.js';

const STATUS = {
  address_too_long: 400,
  banned: 403,
  domain_served_here: 400,
  domain_not_served: 400,
  address_taken: 409,
  alias_limit_reached: 403,
  quota_reached: 403,
} as const satisfies Record<CreateAliasError['kind'], number>;

const DOMAIN_NOT_SERVED: Refusal = {
  error: 'invalid_domain',
  field: 'alias_domain',
  hint: 'This server does not serve the domain.',
};

const ANSWER = z.object({
  ok: z.literal(true),
  created: z
    .boolean()
    .meta({ description: 'False where the owner had the alias before, and the operator lets that pass.' }),
  address: z.string().meta({ description: 'The alias.' }),
  goto: z.string().meta({ description: 'Where its mail goes.' }),
});
type Answer = z.output<typeof ANSWER>;

const EXAMPLE_ANSWER: Answer = { ok: true, created: true, address: EXAMPLE.address, goto: EXAMPLE.owner };

export function createAliasRoute(createAlias: CreateAlias, toALabels: DomainEncoding): Route {
  const input = z.object({
    alias_handle: handleField(),
    alias_domain: domainField(toALabels, 'One of the domains that this server serves.'),
  });
  return {
    method: 'post',
    path: '/api/alias/create',
    access: { by: 'key', where: 'alias_create' },
    about: {
      id: 'createAlias',
      tag: 'Aliases',
      summary: 'Make an alias that forwards to the key’s owner',
      description: 'It is durable before the answer: a mail sent the next instant is forwarded.',
      input,
      answer: { description: 'The alias is there.', schema: ANSWER, example: EXAMPLE_ANSWER },
      refusals: {
        400: [DOMAIN_NOT_SERVED],
        403: [...BANNED_EXAMPLES, aliasLimitReached(1000), quotaReached({ what: 'aliases', quota: 100 })],
        409: [aliasTaken(EXAMPLE.address)],
      },
    },
    handle: withFields(input, async (ctx, fields) => {
      const caller = callerOf(ctx);
      const result = await createAlias.execute({
        handle: fields.alias_handle,
        domain: fields.alias_domain,
        goto: caller.owner,
        asker: 'owner',
        origin: originOf(ctx),
      });
      if (!result.ok) {
        refuse(ctx, STATUS[result.error.kind], describe(result.error));
        return;
      }
      const { alias, created } = result.value;
      ctx.body = { ok: true, created, address: alias.address.value, goto: alias.goto.value } satisfies Answer;
    }),
  };
}

function describe(error: CreateAliasError): Refusal {
  switch (error.kind) {
    case 'address_too_long':
      return {
        error: 'invalid_params',
        field: 'alias_handle',
        reason: error.kind,
        hint: explain(error),
        constraints: { max_address_length: error.maxOctets },
      };
    case 'banned':
      return bannedRefusal(error);
    case 'domain_served_here':
      throw new Error('this refusal is for an operator');
    case 'domain_not_served':
      return DOMAIN_NOT_SERVED;
    case 'address_taken':
      return aliasTaken(error.address.value);
    case 'alias_limit_reached':
      return aliasLimitReached(error.limit);
    case 'quota_reached':
      return quotaReached(error);
  }
}

/** Also for a handle on all domains. It never says whose it is. */
export function aliasTaken(address: string): Refusal {
  return { ok: false, error: 'alias_taken', address };
}

function aliasLimitReached(limit: number): Refusal {
  return {
    error: 'forbidden',
    field: 'alias_domain',
    reason: 'alias_limit_reached',
    hint: 'The domain has as many aliases as its operator lets it have.',
    constraints: { max_aliases: limit },
  };
}
