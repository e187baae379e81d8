import * as z from 'zod';
import type { ReleaseHandle, ReleaseHandleError } from '../../../../../application/handles/release-handle.js';
import type { TakeHandle } from '../../../../../application/handles/take-handle.js';
import { banned } from '../banned.js';
import { callerOf, originOf } from '../../../pipeline/caller/caller-of.js';
import { aliasTaken } from './create-alias-route.js';
import { existingHandleField, handleField } from '../../../fields/fields.js';
import { quotaReached } from '../quota-reached.js';
import { withFields } from '../../../pipeline/bodies/read-fields.js';
import { refuse } from '../refusal.js';
import { HANDLES } from '../tags.js';
import { EXAMPLE } from '../../../fields/example.js';
import type { Route } from '../../../pipeline/routing/route.js';

const RELEASE_REFUSED = {
  handle_unknown: refuse(404, { error: 'handle_not_found', field: 'handle' }),
  handle_not_owned: refuse(403, { error: 'forbidden', field: 'handle', hint: 'The handle is not yours.' }),
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
    operation: 'handle_create',
    access: { by: 'key', bucket: 'create_per_key' },
    about: {
      id: 'takeHandle',
      tag: HANDLES,
      summary: 'Take a handle on every domain',
      input,
      answer: { description: 'The handle is the owner’s.', body: { schema: TAKEN, example: TAKEN_EXAMPLE } },
      refusals: [banned({ by: 'handle' }), quotaReached({ what: 'handles', quota: 10 }), aliasTaken(EXAMPLE.handle)],
    },
    handle: withFields(input, async (ctx, fields) => {
      const { owner } = callerOf(ctx);
      const result = await takeHandle.execute({ handle: fields.handle, owner, origin: originOf(ctx) });
      if (!result.ok) {
        const { error } = result;
        if (error.kind === 'banned') return banned(error);
        return error.kind === 'quota_reached' ? quotaReached(error) : aliasTaken(error.handle.value);
      }
      const taken: Taken = { ok: true, created: true, handle: result.value.value, goto: owner.value };
      return { status: 200, body: taken };
    }),
  };
}

export function releaseHandleRoute(releaseHandle: ReleaseHandle): Route {
  const input = z.object({ handle: existingHandleField() });
  return {
    method: 'post',
    path: '/api/handle/delete',
    operation: 'handle_delete',
    access: { by: 'key', bucket: 'delete_per_key' },
    about: {
      id: 'releaseHandle',
      tag: HANDLES,
      summary: 'Let a handle forward nothing more',
      description: 'The handle stays the owner’s, inactive.',
      input,
      answer: { description: 'The handle is inactive.', body: { schema: RELEASED, example: RELEASED_EXAMPLE } },
      refusals: [RELEASE_REFUSED.handle_not_owned, RELEASE_REFUSED.handle_unknown],
    },
    handle: withFields(input, async (ctx, fields) => {
      const { owner } = callerOf(ctx);
      const result = await releaseHandle.execute({ handle: fields.handle, owner, origin: originOf(ctx) });
      if (!result.ok) return RELEASE_REFUSED[result.error.kind];
      const released: Released = { ok: true, updated: true, handle: result.value.value, active: false };
      return { status: 200, body: released };
    }),
  };
}
