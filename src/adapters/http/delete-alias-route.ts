import type { DeleteAlias, DeleteAliasError } from '../../application/delete-alias.js';
import type { DomainEncoding } from '../../application/ports/domain-encoding.js';
import { callerOf, originOf } from './caller-of.js';
import type { Context } from './context.js';
import { readAddress } from './fields.js';
import { refuse, type Refusal } from './refuse.js';

const FIELD = 'alias';

const STATUS = {
  alias_unknown: 404,
  alias_not_owned: 403,
  alias_inactive: 400,
} as const satisfies Record<DeleteAliasError['kind'], number>;

/** `POST /api/alias/delete`, behind requireKey and readBody. */
export function deleteAliasRoute(deleteAlias: DeleteAlias, toALabels: DomainEncoding) {
  return async function remove(ctx: Context): Promise<void> {
    const { owner } = callerOf(ctx);
    const address = readAddress(ctx, FIELD, toALabels);
    if (!address.ok) {
      refuse(ctx, 400, address.error);
      return;
    }
    const result = await deleteAlias.execute({ address: address.value, owner, origin: originOf(ctx) });
    if (result.ok) ctx.body = { ok: true, deleted: true, alias: result.value.value };
    else refuse(ctx, STATUS[result.error.kind], describe(result.error));
  };
}

function describe({ kind, address }: DeleteAliasError): Refusal {
  switch (kind) {
    case 'alias_unknown':
      return { error: 'alias_not_found', field: FIELD, address: address.value };
    case 'alias_not_owned':
      return { error: 'forbidden', field: FIELD, hint: 'The alias is not yours.' };
    case 'alias_inactive':
      return { error: 'alias_inactive', field: FIELD, address: address.value, hint: 'The alias is deleted already.' };
  }
}
