import * as z from 'zod';
import type { CreateAlias, CreateAliasError } from '../../../../../application/aliases/create-alias.js';
import type { DomainEncoding } from '../../../../../application/ports/domain-encoding.js';
import { explain } from '../../../../../domain/explain.js';
import type { Answer as HttpAnswer } from '../../../pipeline/answer.js';
import { banned } from '../banned.js';
import { callerOf, originOf } from '../../../pipeline/caller/caller-of.js';
import { domainField, handleField } from '../../../fields/fields.js';
import { quotaReached } from '../quota-reached.js';
import { withFields } from '../../../pipeline/bodies/read-fields.js';
import { refuse } from '../refusal.js';
import { ALIASES } from '../tags.js';
import { EXAMPLE } from '../../../fields/example.js';
import type { Route } from '../../../pipeline/routing/route.js';

const DOMAIN_NOT_SERVED = refuse(400, {
  error: 'invalid_domain',
  field: 'alias_domain',
  hint: 'This server does not serve the domain.',
});

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
    operation: 'alias_create',
    access: { by: 'key', bucket: 'create_per_key' },
    about: {
      id: 'createAlias',
      tag: ALIASES,
      summary: 'Make an alias that forwards to the key’s owner',
      description: 'It is durable before the answer: a mail sent the next instant is forwarded.',
      input,
      answer: { description: 'The alias is there.', body: { schema: ANSWER, example: EXAMPLE_ANSWER } },
      refusals: [
        DOMAIN_NOT_SERVED,
        banned({ by: 'handle' }),
        aliasLimitReached(1000),
        gotoTooLong(128),
        quotaReached({ what: 'aliases', quota: 100 }),
        aliasTaken(EXAMPLE.address),
      ],
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
      if (!result.ok) return refusalOf(result.error);
      const { alias, created } = result.value;
      const made: Answer = { ok: true, created, address: alias.address.value, goto: alias.goto.value };
      return { status: 200, body: made };
    }),
  };
}

function refusalOf(error: CreateAliasError): HttpAnswer {
  switch (error.kind) {
    case 'address_too_long':
      return refuse(400, {
        error: 'invalid_params',
        field: 'alias_handle',
        reason: error.kind,
        hint: explain(error),
        constraints: { max_address_length: error.maxOctets },
      });
    case 'goto_too_long':
      return gotoTooLong(error.maxOctets);
    case 'banned':
      return banned(error);
    case 'domain_served_here':
    case 'owner_is_an_alias':
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
export function aliasTaken(address: string): HttpAnswer {
  return refuse(409, { ok: false, error: 'alias_taken', address });
}

function gotoTooLong(maxOctets: number): HttpAnswer {
  return refuse(403, {
    error: 'forbidden',
    reason: 'goto_too_long',
    hint: `The mail server forwards to addresses of at most ${maxOctets} octets, and the key’s owner has a longer one.`,
    constraints: { max_goto_length: maxOctets },
  });
}

function aliasLimitReached(limit: number): HttpAnswer {
  return refuse(403, {
    error: 'forbidden',
    field: 'alias_domain',
    reason: 'alias_limit_reached',
    hint: 'The domain has as many aliases as its operator lets it have.',
    constraints: { max_aliases: limit },
  });
}
