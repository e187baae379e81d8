import type { ReleaseHandle, ReleaseHandleError } from '../../application/release-handle.js';
import type { TakeHandle } from '../../application/take-handle.js';
import { bannedRefusal } from './banned.js';
import { callerOf, originOf } from './caller-of.js';
import type { Context } from './context.js';
import { readHandle } from './fields.js';
import { refuse } from './refuse.js';

const FIELD = 'handle';

const RELEASE_REFUSED = {
  handle_unknown: { status: 404, refusal: { error: 'handle_not_found', field: FIELD } },
  handle_not_owned: { status: 403, refusal: { error: 'forbidden', field: FIELD, hint: 'The handle is not yours.' } },
} as const satisfies Record<ReleaseHandleError['kind'], unknown>;

/** `POST /api/handle/create`, behind requireKey and readBody. */
export function takeHandleRoute(takeHandle: TakeHandle) {
  return async function take(ctx: Context): Promise<void> {
    const { owner } = callerOf(ctx);
    const handle = readHandle(ctx, FIELD);
    if (!handle.ok) {
      refuse(ctx, 400, handle.error);
      return;
    }
    const result = await takeHandle.execute({ handle: handle.value, owner, origin: originOf(ctx) });
    if (result.ok) ctx.body = { ok: true, created: true, handle: result.value.value, goto: owner.value };
    else if (result.error.kind === 'banned') refuse(ctx, 403, bannedRefusal(result.error));
    else refuse(ctx, 409, { ok: false, error: 'alias_taken', address: result.error.handle.value });
  };
}

/** `POST /api/handle/delete`, behind requireKey and readBody. */
export function releaseHandleRoute(releaseHandle: ReleaseHandle) {
  return async function release(ctx: Context): Promise<void> {
    const { owner } = callerOf(ctx);
    const handle = readHandle(ctx, FIELD);
    if (!handle.ok) {
      refuse(ctx, 400, handle.error);
      return;
    }
    const result = await releaseHandle.execute({ handle: handle.value, owner, origin: originOf(ctx) });
    if (result.ok) ctx.body = { ok: true, updated: true, handle: result.value.value, active: false };
    else refuse(ctx, RELEASE_REFUSED[result.error.kind].status, RELEASE_REFUSED[result.error.kind].refusal);
  };
}
