import * as z from 'zod';
import type { ReleaseHandle, ReleaseHandleError } from '../../../../../application/handles/release-handle.js';
import type { TakeHandle } from '../../../../../application/handles/take-handle.js';
import { BANNED_EXAMPLES, bannedRefusal } from '../../../pipeline/banned.js';
import { callerOf, originOf } from '../../../pipeline/caller-of.js';
import { aliasTaken } from './create-alias-route.js';
import { existingHandleField, handleField } from '../../../fields/fields.js';
import { quotaReached } from '../quota-reached.js';
import { withFields } from '../../../pipeline/read-fields.js';
import { refuse } from '../../../pipeline/refuse.js';
import { EXAMPLE, type Route } from '../../../pipeline/route.js';

const RELEASE_REFUSED = {
  handle_unknown: { status: 404, refusal: { error: 'handle_not_found', field: 'handle' } },
  handle_not_owned: { status: 403, refusal: { error: 'forbidden', field: 'handle', hint: 'The handle is not yours.' } },
} as const satisfies Record<ReleaseHandleError['kind'], unknown>;

const TAKEN = z.object({
  ok: z.literal(true),
  created: z.literal(true),
  handle: z.string(),
  goto: z.string().meta({ description: 'Where its mail goes, on every domain.' }),
});
type Taken = z.output<typeof TAKEN>;

const RELEASED = z.object({
  ok: z.literal(true),
  updated: z.literal(true),
  handle: z.string(),
  active: z.literal(false),
});
type Released = z.output<typeof RELEASED>;

const TAKEN_EXAMPLE: Taken = { ok: true, created: true, handle: EXAMPLE.handle, goto: EXAMPLE.owner };
const RELEASED_EXAMPLE: Released = { ok: true, updated: true, handle: EXAMPLE.handle, active: false };

export function takeHandleRoute(takeHandle: TakeHandle): Route {
  const input = z.object({ handle: handleField() });
  return {
    method: 'post',
    path: '/api/handle/create',
    access: { by: 'key', where: 'handle_create' },
    about: {
      id: 'takeHandle',
      tag: 'Handles',
      summary: 'Take a handle on every domain',
      input,
      answer: { description: 'The handle is the owner’s.', schema: TAKEN, example: TAKEN_EXAMPLE },
      refusals: {
        403: [...BANNED_EXAMPLES, quotaReached({ what: 'handles', quota: 10 })],
        409: [aliasTaken(EXAMPLE.handle)],
      },
    },
    handle: withFields(input, async (ctx, fields) => {
      const { owner } = callerOf(ctx);
      const result = await takeHandle.execute({ handle: fields.handle, owner, origin: originOf(ctx) });
      if (result.ok)
        ctx.body = { ok: true, created: true, handle: result.value.value, goto: owner.value } satisfies Taken;
      else if (result.error.kind === 'banned') refuse(ctx, 403, bannedRefusal(result.error));
      else if (result.error.kind === 'quota_reached') refuse(ctx, 403, quotaReached(result.error));
      else refuse(ctx, 409, aliasTaken(result.error.handle.value));
    }),
  };
}

export function releaseHandleRoute(releaseHandle: ReleaseHandle): Route {
  const input = z.object({ handle: existingHandleField() });
  return {
    method: 'post',
    path: '/api/handle/delete',
    access: { by: 'key', where: 'handle_delete' },
    about: {
      id: 'releaseHandle',
      tag: 'Handles',
      summary: 'Let a handle forward nothing more',
      description: 'The handle stays the owner’s, inactive.',
      input,
      answer: { description: 'The handle is inactive.', schema: RELEASED, example: RELEASED_EXAMPLE },
      refusals: { 403: [RELEASE_REFUSED.handle_not_owned.refusal], 404: [RELEASE_REFUSED.handle_unknown.refusal] },
    },
    handle: withFields(input, async (ctx, fields) => {
      const { owner } = callerOf(ctx);
      const result = await releaseHandle.execute({ handle: fields.handle, owner, origin: originOf(ctx) });
      if (result.ok)
        ctx.body = { ok: true, updated: true, handle: result.value.value, active: false } satisfies Released;
      else refuse(ctx, RELEASE_REFUSED[result.error.kind].status, RELEASE_REFUSED[result.error.kind].refusal);
    }),
  };
}
