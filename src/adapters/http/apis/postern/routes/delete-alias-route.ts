import * as z from 'zod';
import type { DeleteAlias, DeleteAliasError } from '../../../../../application/aliases/delete-alias.js';
import type { DomainEncoding } from '../../../../../application/ports/domain-encoding.js';
import { callerOf, originOf } from '../../../pipeline/caller/caller-of.js';
import { existingAddressField } from '../../../fields/fields.js';
import { withFields } from '../../../pipeline/bodies/read-fields.js';
import type { Answer as HttpAnswer } from '../../../pipeline/answer.js';
import { refuse } from '../refusal.js';
import { ALIASES } from '../tags.js';
import { EXAMPLE } from '../../../fields/example.js';
import type { Route } from '../../../pipeline/routing/route.js';

const ANSWER = z.object({ ok: z.literal(true), deleted: z.literal(true), alias: z.string() });
type Answer = z.output<typeof ANSWER>;

const EXAMPLE_ANSWER: Answer = { ok: true, deleted: true, alias: EXAMPLE.address };

export function deleteAliasRoute(deleteAlias: DeleteAlias, toALabels: DomainEncoding): Route {
  const input = z.object({ alias: existingAddressField(toALabels) });
  return {
    method: 'post',
    path: '/api/alias/delete',
    operation: 'alias_delete',
    access: { by: 'key', bucket: 'delete_per_key' },
    about: {
      id: 'deleteAlias',
      tag: ALIASES,
      summary: 'Let an alias forward nothing more',
      description: 'The alias stays the owner’s, inactive: its address never goes to anybody else.',
      input,
      answer: { description: 'The alias is inactive.', body: { schema: ANSWER, example: EXAMPLE_ANSWER } },
      refusals: (['alias_inactive', 'alias_not_owned', 'alias_unknown'] as const).map((kind) =>
        refusalOf(kind, EXAMPLE.address),
      ),
    },
    handle: withFields(input, async (ctx, fields) => {
      const { owner } = callerOf(ctx);
      const result = await deleteAlias.execute({ address: fields.alias, owner, origin: originOf(ctx) });
      if (!result.ok) return refusalOf(result.error.kind, result.error.address.value);
      const deleted: Answer = { ok: true, deleted: true, alias: result.value.value };
      return { status: 200, body: deleted };
    }),
  };
}

function refusalOf(kind: DeleteAliasError['kind'], address: string): HttpAnswer {
  switch (kind) {
    case 'alias_unknown':
      return refuse(404, { error: 'alias_not_found', field: 'alias', address });
    case 'alias_not_owned':
      return refuse(403, { error: 'forbidden', field: 'alias', hint: 'The alias is not yours.' });
    case 'alias_inactive':
      return refuse(400, { error: 'alias_inactive', field: 'alias', address, hint: 'The alias is deleted already.' });
  }
}
