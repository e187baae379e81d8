import type { CreateAlias, CreateAliasError } from '../../application/create-alias.js';
import type { DomainEncoding } from '../../application/ports/domain-encoding.js';
import { bannedRefusal } from './banned.js';
import { callerOf, originOf } from './caller-of.js';
import type { Context } from './context.js';
import { addressTooLong, readDomain, readHandle } from './fields.js';
import { refuse, type Refusal } from './refuse.js';

const HANDLE_FIELD = 'alias_handle';
const DOMAIN_FIELD = 'alias_domain';

const STATUS = {
  address_too_long: 400,
  banned: 403,
  domain_not_served: 400,
  address_taken: 409,
  alias_limit_reached: 403,
} as const satisfies Record<CreateAliasError['kind'], number>;

/** `POST /api/alias/create`, behind requireKey and readBody. */
export function createAliasRoute(createAlias: CreateAlias, toALabels: DomainEncoding) {
  return async function create(ctx: Context): Promise<void> {
    const caller = callerOf(ctx);
    const handle = readHandle(ctx, HANDLE_FIELD);
    if (!handle.ok) {
      refuse(ctx, 400, handle.error);
      return;
    }
    const domain = readDomain(ctx, DOMAIN_FIELD, toALabels);
    if (!domain.ok) {
      refuse(ctx, 400, domain.error);
      return;
    }
    const result = await createAlias.execute({
      handle: handle.value,
      domain: domain.value,
      goto: caller.owner,
      asker: 'owner',
      origin: originOf(ctx),
    });
    if (!result.ok) {
      refuse(ctx, STATUS[result.error.kind], describe(result.error));
      return;
    }
    const { alias, created } = result.value;
    ctx.body = { ok: true, created, address: alias.address.value, goto: alias.goto.value };
  };
}

function describe(error: CreateAliasError): Refusal {
  switch (error.kind) {
    case 'address_too_long':
      return addressTooLong(HANDLE_FIELD, error);
    case 'banned':
      return bannedRefusal(error);
    case 'domain_not_served':
      return { error: 'invalid_domain', field: DOMAIN_FIELD, hint: 'This server does not serve the domain.' };
    case 'address_taken':
      return { ok: false, error: 'alias_taken', address: error.address.value };
    case 'alias_limit_reached':
      return {
        error: 'forbidden',
        field: DOMAIN_FIELD,
        reason: 'alias_limit_reached',
        hint: 'The domain has as many aliases as its operator lets it have.',
        constraints: { max_aliases: error.limit },
      };
  }
}
