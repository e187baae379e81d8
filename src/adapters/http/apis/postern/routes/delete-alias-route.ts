import * as z from 'zod';
import type { DeleteAlias, DeleteAliasError } from '../../../../../application/aliases/delete-alias.js';
import type { DomainEncoding } from '../../../../../application/ports/domain-encoding.js';
import { callerOf, originOf } from '../../../pipeline/caller-of.js';
import { existingAddressField } from '../../../fields/fields.js';
import { withFields } from '../../../pipeline/read-fields.js';
import { refuse, type Refusal } from '../../../pipeline/refuse.js';
import { EXAMPLE, type Route } from '../../../pipeline/route.js';

const STATUS = {
  alias_unknown: 404,
  alias_not_owned: 403,
  alias_inactive: 400,
} as const satisfies Record<DeleteAliasError['kind'], number>;

const ANSWER = z.object({ ok: z.literal(true), deleted: z.literal(true), alias: z.string() });
type Answer = z.output<typeof ANSWER>;

const EXAMPLE_ANSWER: Answer = { ok: true, deleted: true, alias: EXAMPLE.address };

export function deleteAliasRoute(deleteAlias: DeleteAlias, toALabels: DomainEncoding): Route {
  const input = z.object({ alias: existingAddressField(toALabels) });
  return {
    method: 'post',
    path: '/api/alias/delete',
    access: { by: 'key', where: 'alias_delete' },
    about: {
      id: 'deleteAlias',
      tag: 'Aliases',
      summary: 'Let an alias forward nothing more',
      description: 'The alias stays the owner’s, inactive: its address never goes to anybody else.',
      input,
      answer: { description: 'The alias is inactive.', schema: ANSWER, example: EXAMPLE_ANSWER },
      refusals: {
        400: [describe('alias_inactive', EXAMPLE.address)],
        403: [describe('alias_not_owned', EXAMPLE.address)],
        404: [describe('alias_unknown', EXAMPLE.address)],
      },
    },
    handle: withFields(input, async (ctx, fields) => {
      const { owner } = callerOf(ctx);
      const result = await deleteAlias.execute({ address: fields.alias, owner, origin: originOf(ctx) });
      if (result.ok) ctx.body = { ok: true, deleted: true, alias: result.value.value } satisfies Answer;
      else refuse(ctx, STATUS[result.error.kind], describe(result.error.kind, result.error.address.value));
    }),
  };
}

function describe(kind: DeleteAliasError['kind'], address: string): Refusal {
  switch (kind) {
    case 'alias_unknown':
      return { error: 'alias_not_found', field: 'alias', address };
    case 'alias_not_owned':
      return { error: 'forbidden', field: 'alias', hint: 'The alias is not yours.' };
    case 'alias_inactive':
      return { error: 'alias_inactive', field: 'alias', address, hint: 'The alias is deleted already.' };
  }
}
