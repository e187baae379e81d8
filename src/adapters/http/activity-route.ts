import type { ListActivity } from '../../application/list-activity.js';
import type { ActivityRecord } from '../../application/ports/activity-log.js';
import { callerOf } from './caller-of.js';
import type { Context } from './context.js';
import { isoTime } from './iso-time.js';
import { readPage } from './page-fields.js';
import { refuse } from './refuse.js';

/** `GET /api/activity`, behind requireKey. */
export function activityRoute(listActivity: ListActivity) {
  return async function activity(ctx: Context): Promise<void> {
    const { owner } = callerOf(ctx);
    const page = readPage(ctx);
    if (!page.ok) {
      refuse(ctx, 400, page.error);
      return;
    }
    const { items, limit, offset, nextId } = await listActivity.execute({ ...page.value, owner });
    const next_cursor = nextId === undefined ? null : String(nextId);
    ctx.body = { items: items.map(toItem), pagination: { limit, offset, next_cursor } };
  };
}

/** `intent` is always null: the haltman API fills it for requests by mail, which there are none of here. */
function toItem({ type, occurredAt, route, subject }: ActivityRecord) {
  return { type, occurred_at: isoTime(occurredAt), route, intent: null, alias: subject ?? null };
}
